// A clock beside a step, for whoever wants one. It starts when asked, can be paused, makes no sound
// and never moves the page on. Without this script there is no clock and nothing else changes.

const shown = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function wind(clock) {
  const whole = Number(clock.dataset.timer);
  const face = clock.querySelector("[data-timer-left]");
  const button = clock.querySelector("[data-timer-toggle]");
  let left = whole;
  let ticking = null;

  const draw = () => {
    face.textContent = left ? shown(left) : clock.dataset.timerDone;
    face.classList.toggle("timer__left--done", !left);
    face.ariaLive = left ? "off" : "polite"; // the seconds are not read out, the end is
    button.textContent = ticking ? clock.dataset.timerPause : clock.dataset.timerStart;
  };
  const stop = () => {
    clearInterval(ticking);
    ticking = null;
  };
  const tick = () => {
    left -= 1;
    if (left === 0) stop();
    draw();
  };

  button.addEventListener("click", () => {
    if (ticking) stop();
    else {
      left ||= whole;
      ticking = setInterval(tick, 1000);
    }
    draw();
  });
  draw();
  clock.hidden = false;
}

document.querySelectorAll("[data-timer]").forEach(wind);
