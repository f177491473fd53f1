// The demo's own calendar: what it shows, and moving it.

import * as api from "./api.js";
import { ask, byId, toast } from "./dom.js";
import { formatMoment, formatShortMoment, t } from "./strings.js";

const BUTTONS = { "clock-next": "next", "clock-day": "day", "clock-month": "month" };
const bar = byId("clock");
let moving = false;
let known = null;

/** `after()` runs when the clock has moved or everything was reset. */
export function setUp(after) {
  for (const [id, to] of Object.entries(BUTTONS)) {
    byId(id).addEventListener("click", () => move(to, after));
  }
  byId("reset").addEventListener("click", () => startOver(after));
}

export function label() {
  bar.setAttribute("aria-label", t("clock"));
  byId("clock-next").textContent = t("clockNext");
  byId("clock-day").textContent = t("clockDay");
  byId("clock-month").textContent = t("clockMonth");
  byId("reset-label").textContent = t("reset");
  byId("reset").title = t("reset");
  show(known);
}

/** Show {now, next_due}, or that no bot runs (null). */
export function show(clock) {
  known = clock;
  const now = byId("clock-now");
  const due = byId("clock-due");
  const stopped = !clock?.now;
  now.textContent = stopped ? t("clockOff") : formatMoment(new Date(clock.now));
  now.title = t("clockNow");
  now.dateTime = stopped ? "" : clock.now;
  due.textContent = stopped ? "" : clock.next_due
    ? `${t("clockDue")}: ${formatShortMoment(new Date(clock.next_due))}` : t("clockNone");
  due.dataset.due = clock?.next_due || "";
  for (const id of Object.keys(BUTTONS)) byId(id).disabled = moving || stopped;
}

async function move(to, after) {
  if (to === "next" && !known?.next_due) { toast(t("clockNoneYet")); return; }
  const held = document.activeElement;
  moving = true;
  bar.setAttribute("aria-busy", "true");
  show(known);
  toast(t("clockMoving"));
  try {
    const clock = await api.clock(to);
    const now = formatMoment(new Date(clock.now));
    moving = false;
    show(clock);
    toast(clock.sent ? t("clockSent", { now, n: clock.sent }) : t("clockMoved", { now }));
  } catch (problem) {
    toast(t("failed", { why: problem.message }));
  } finally {
    moving = false;
    bar.removeAttribute("aria-busy");
    show(known);
    // A disabled button drops the focus; give it back to the one that was pressed.
    if (held && document.activeElement === document.body) held.focus?.();
    after();
  }
}

async function startOver(after) {
  if (!await ask(t("resetAsk"), t("resetYes"))) return;
  try {
    const done = await api.reset();
    toast(t(done.bot_reset === false ? "resetHalf" : "resetDone"));
  } catch (problem) {
    toast(t("failed", { why: problem.message }));
  }
  after(true);
}
