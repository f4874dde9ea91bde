"""Spanish words that tell a tease or good news from a reproach of the same shape."""

from __future__ import annotations

# Topics of a tease: "Eres igual que tu papá, cantando en la cocina."
EVERYDAY = (
    "(?:panqueques?|hotcakes|pan|panaderia|pastel|pasteles|sopa|caldo|mole|arroz|frijoles|sal|"
    "salsa|salsas|chile|chiles|limon|recetas?|cocina|cocinas|cocinando|cocinar|galletas?|ajo|"
    "queso|tacos?|tamales|tortillas?|huevos?|dulces?|chocolates?|palomitas|ensalada|fruta|"
    "botanas?|desayuno|cafe|postres?|comer|asador|carne asada|estacionart?e?|estacionarse|"
    "mapas?|direcciones|maletas?|control remoto|cobijas?|sombrillas?|paraguas|calcetines|"
    "zapatos?|sombreros?|sueter|sueteres|jardin|jardines|jitomates?|plantas?|rosas|flores|"
    "arboles|perros?|perritos?|gatos?|gatitos?|pajaros?|gallinas|ajedrez|damas chinas|domino|"
    "loteria|baraja|crucigramas?|rompecabezas|futbol|beisbol|basquet|pesca|pescar|karaoke|"
    "canta|cantas|cantando|cantar|tarareas?|tararear|chiflas?|chiflando|bailas?|bailando|bailar|"
    "musica|canciones|cancion|guitarra|piano|radio|chistes?|peliculas?|novelas?|roncas?|roncar|"
    "letra|hoyuelos|pecas|chinos|bici|bicicletas?|costura|tejer|tejes|siestas?|domingos|sabados)"
)
# Words of a reproach. A tease and good news have none in the rest of their sentence.
HARM = (
    "(?:borrach|tomad[oa]|tomando|tomas|tomar|beb|botella|cerveza|tequila|vino$|alcohol|drog|fumas|fumando|"
    "pastilla|vicio|bar$|cantina|carcel|preso|casino|apuest|apost|mient|mentir|mentiros|rob[ao]|"
    "floj[oa]|inutil|faltaste|olvidaste|llegas tarde|fracas|arruin|egoist|adict|grit|enoj|genio|"
    "boca|problema|desaparec|abandon|dejando|huyendo|escond|deud|tirad|vaso|humill|aguant|golpe|"
    "pegar|hart[oa]|lo mismo|pretexto|excusa|por que (?:tu|no)|(?:y|pero|mientras) tu|a ver cuando|"
    "sin (?:tanto|grupos|ayuda|drama|nada)|nunca (?:vienes|llamas|ayudas|haces|escuchas|cumples|"
    "terminas|pagas|piensas))"
)
NO_HARM = f"(?!(?:[^.?]{{0,160}} )?{HARM})"
# Or its form: "con esa caja de herramientas", "envolviendo regalos".
PLAYFUL = (
    "(?:con (?:es[ae]|es[oa]s|tant[oa]s?)|(?!(?:haciendo|gastando|pidiendo|perdiendo|durmiendo|"
    "llegando|echando|andando|quedando|pensando|cayendo|yendo|saliendo|viviendo|debiendo|robando|"
    "jugando) )\\w{3,12}(?:ando|iendo) \\w{2,12})"
)
TEASE = f"{NO_HARM}(?:~8 {EVERYDAY}|{PLAYFUL})"
# News that the sender shares or asks to celebrate.
SHARED = (
    f"{NO_HARM}~9 (?:vamos a (?:felicitar\\w{{0,5}}|celebrar\\w{{0,5}}|festejar\\w{{0,5}}|"
    "verl[oa]|visitarl[oa])|hay (?:pastel|fiesta|baile|comida|cena|carne asada)|felicitarl[oa]|"
    "felicidades|felicitamos|que (?:gusto|alegria|emocion|orgullo|padre|bonito|bueno)|"
    "te (?:manda|mandan|invita|invitan|espera|quiere ver)|nos (?:invita|invitan)|(?:quiere|"
    "quieren) que (?:vengas|vayas|la|lo|vayamos|vengan)|pregunta si|"
    "le (?:mandamos|llevamos|hacemos|llamamos|escribimos|compramos)|si (?:quieres|gustas)|"
    "me (?:alegra|alegre|da gusto|dio gusto)|estamos (?:felices|contentos|celebrando)|"
    "festej\\w{1,5}|celebr\\w{1,6}|ya huele)"
)
# What somebody is blamed for having lost or missed again. Of other things it is small talk.
STAKE = (
    "(?:trabajo|chamba|empleo|turno|juntas?|grupo|reunion|reuniones|citas?|corte|juzgado|audiencia|"
    "sesion|sesiones|terapia|terapeuta|clases?|escuela|visitas?|promesas?|palabra|dinero|lana|"
    "renta|quincena|ahorros|recibos?|pagos?|pagar|licencia|hij[oa]s?|nin[oa]s?|familia|"
    "confianza|antidoping|prueba de (?:orina|drogas)|libertad condicional|cumpleanos|"
    "aniversario|botellas?|pastillas|droga|control(?! (?:de|remoto))|programa|rehabilitacion|"
    "tratamiento|padrino|"
    "madrina|andar|andabas|tomando|tomado|tomada|borrach[oa]|fiesta|madrugada|horas|hora(?! (?:de|"
    "del))|casa|avisar|"
    "llamar|llamarme|contestar|ir (?:a|al|por)|prometiste|dijiste|todo|eso|nosotros|mi)"
)
