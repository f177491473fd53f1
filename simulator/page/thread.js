// The messages of the open chat: follows the server by long poll, keeps each message's element,
// the place on the screen and the keyboard focus.

import * as api from "./api.js";
import { bubble } from "./bubble.js";
import { byId, h } from "./dom.js";
import { formatDay, t } from "./strings.js";

const WAIT_SECONDS = 25;
const RETRY_MS = 1500;
const NEAR_BOTTOM_PX = 90;

const scroller = byId("scroller");
const log = byId("log");
const live = byId("live");
const jump = byId("jump");

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export class Thread {
  /** `on`: {changed(count), empty(isEmpty), online(isOnline), action(name)}; `acts`: see bubble.js. */
  constructor(on, acts) {
    this.on = on;
    this.acts = { ...acts, grown: () => { if (this.atBottom) this.toBottom(); } };
    this.shown = new Map();
    this.atBottom = true;
    this.stop = new AbortController();
    scroller.addEventListener("scroll", () => {
      this.atBottom = this.nearBottom();
      if (this.atBottom) jump.hidden = true;
    });
    jump.addEventListener("click", () => { this.toBottom(); jump.hidden = true; });
    new ResizeObserver(() => { if (this.atBottom) this.toBottom(); }).observe(scroller);
  }

  /** Show another chat; `view` is {person, chat, chatType}. */
  open(view) {
    this.close();
    this.view = view;
    this.topic = 0;
    this.stop = new AbortController();
    this.follow(view, this.stop.signal);
  }

  close() {
    this.stop.abort();
    this.clear();
  }

  clear() {
    live.setAttribute("aria-live", "off");
    log.replaceChildren();
    this.shown.clear();
    this.atBottom = true;
    jump.hidden = true;
  }

  get(messageId) { return this.shown.get(messageId)?.message; }

  /** Bring a message into view, as a tap on the pinned one does. */
  jumpTo(messageId) {
    const element = this.shown.get(messageId)?.element;
    if (!element) return;
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
  }

  /** Show one topic of a forum (0: all). */
  filter(topic) {
    this.topic = topic;
    for (const { element } of this.shown.values()) this.sift(element);
    this.toBottom();
  }

  sift(element) {
    element.hidden = Boolean(this.topic) && Number(element.dataset.thread) !== this.topic;
  }

  get size() { return this.shown.size; }

  async follow(view, signal) {
    let rev = 0;
    let first = true;
    let away = false;
    while (!signal.aborted) {
      try {
        const wait = first || away ? 0 : WAIT_SECONDS;
        const answer = await api.messages(view.person, view.chat, rev, wait, signal);
        if (signal.aborted) return;
        away = false;
        this.on.online(true);
        if (answer.rev < rev) {
          // The server started again from nothing: what is on the screen no longer exists.
          this.clear();
          rev = 0;
          first = true;
          continue;
        }
        this.apply(answer.messages, first);
        rev = answer.rev;
        this.on.action(answer.action);
        if (first) setTimeout(() => live.setAttribute("aria-live", "polite"), 200);
        first = false;
      } catch (problem) {
        if (signal.aborted) return;
        away = true;
        this.on.online(false);
        await pause(RETRY_MS);
      }
    }
  }

  apply(changes, first) {
    const stick = first || this.atBottom;
    let newest = null;
    let fresh = 0;
    let own = false;
    for (const message of changes) {
      if (message.deleted) this.remove(message.message_id);
      else if (this.shown.has(message.message_id)) this.replace(message);
      else {
        this.add(message, first);
        fresh += 1;
        own ||= Number(message.writer || message.from?.id) === Number(this.view.person);
      }
      newest = this.shown.get(message.message_id)?.element || newest;
    }
    if (changes.length) this.markDays();
    if (stick || own) this.toEnd(newest);
    else if (fresh) jump.hidden = false;
    this.on.empty(this.shown.size === 0);
    if (changes.length && !first) this.on.changed(fresh);
  }

  add(message, first) {
    const element = bubble(message, this.view, this.acts);
    if (!first) element.classList.add("fresh");
    this.sift(element);
    const next = [...log.children].find((item) => Number(item.dataset.messageId) > message.message_id);
    log.insertBefore(element, next || null);
    this.shown.set(message.message_id, { message, element });
  }

  replace(message) {
    const old = this.shown.get(message.message_id).element;
    const element = bubble(message, this.view, this.acts);
    this.sift(element);
    const focus = document.activeElement;
    const held = old.contains(focus) ? focus.dataset : null;
    old.replaceWith(element);
    this.shown.set(message.message_id, { message, element });
    if (!held) return;
    this.refocus(element, held);
    element.scrollIntoView({ block: "nearest" });
  }

  // The finger or the keyboard stays where it was: the button in the same place, else the message.
  refocus(element, held) {
    const same = held.row === undefined ? null
      : element.querySelector(`[data-row="${held.row}"][data-col="${held.col}"]`);
    (same || element).focus({ preventScroll: true });
  }

  remove(messageId) {
    const entry = this.shown.get(messageId);
    if (!entry) return;
    const hadFocus = entry.element.contains(document.activeElement);
    entry.element.remove();
    this.shown.delete(messageId);
    if (hadFocus) scroller.focus({ preventScroll: true });
  }

  markDays() {
    for (const old of log.querySelectorAll(".day")) old.remove();
    let last = "";
    for (const item of [...log.children]) {
      const entry = this.shown.get(Number(item.dataset.messageId));
      const day = formatDay(new Date((entry?.message.date || 0) * 1000));
      if (entry && day !== last) {
        log.insertBefore(h("li", { class: "pill day" }, h("span", { text: day })), item);
        last = day;
      }
    }
  }

  nearBottom() {
    return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
  }

  // What does not fit on the screen is read from its first line; one's own words are known.
  toEnd(newest) {
    this.toBottom();
    if (newest && newest.dataset.from !== "me" && newest.offsetHeight > scroller.clientHeight) {
      newest.scrollIntoView({ block: "start" });
    }
  }

  toBottom() {
    scroller.scrollTop = scroller.scrollHeight;
    this.atBottom = true;
  }
}

/** Words in the middle of an empty chat. */
export function showEmpty(chatType, shown) {
  const box = byId("empty");
  box.hidden = !shown;
  if (!shown) return;
  const direct = chatType === "private";
  box.replaceChildren(
    direct ? h("h2", { text: t("welcomeTitle") }) : "",
    h("p", { text: t(direct ? "welcome" : "welcomeGroup") }),
    direct ? h("p", { class: "empty-note", text: t("note") }) : "");
}
