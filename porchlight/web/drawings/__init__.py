"""Pictures drawn on the server as SVG: the porch with its street, and the lamps of people.

A picture never speaks alone: each is hidden from assistive technology, and the words beside it say
the same. Colours come from the custom properties of static/css/tokens.css and scene.css.
"""
