// Who I am, and my chats.

import { avatar, byId, fullName, h } from "./dom.js";
import { formatShortDay, formatTime, t } from "./strings.js";

const select = byId("person");
const list = byId("chats");

/** Fill the person switch; `chosen(id)` runs when another is picked. */
export function people(all, current, chosen) {
  const print = JSON.stringify([all, current, t("people")]);
  if (select.dataset.print === print) return;
  select.dataset.print = print;
  select.replaceChildren(...all.map((who) => h("option", {
    value: who.id, selected: Number(who.id) === Number(current),
    text: fullName(who) + role(who.role),
  })));
  select.value = String(current);
  select.onchange = () => chosen(Number(select.value));
}

function role(name) {
  const key = { counsellor: "counsellor", shared_phone: "sharedPhone", coach: "coach" }[name];
  return key ? ` (${t(key)})` : "";
}

/** The list of chats; the focused entry keeps the focus when the list is drawn anew. */
export function chats(all, open, now, chosen) {
  const today = now ? new Date(now) : new Date();
  const print = JSON.stringify([all, open, t("chats"), today.toDateString()]);
  if (list.dataset.print === print) return;
  list.dataset.print = print;
  const held = list.contains(document.activeElement) ? document.activeElement.dataset.chatId : null;
  list.replaceChildren(...all.map((chat) => entry(chat, open, today, chosen)));
  if (held) list.querySelector(`[data-chat-id="${held}"]`)?.focus();
}

function entry(chat, open, today, chosen) {
  const current = Number(chat.id) === Number(open);
  const unread = current ? 0 : chat.unread || 0;
  const kind = chat.type === "private" ? t("bot")
    : t(chat.type === "channel" ? "channel" : chat.topics?.length ? "forum" : "group");
  return h("li", {}, h("button", {
    type: "button", class: "chat", "aria-current": current ? "true" : null,
    dataset: { testid: "chat-item", chatId: chat.id, type: chat.type },
    on: { click: () => chosen(Number(chat.id)) },
  },
  avatar(chat.id, chat.title),
  h("span", { class: "chat-middle" },
    h("span", { class: "chat-title" }, h("strong", { text: chat.title }), h("small", { text: kind })),
    h("span", { class: "chat-last", text: chat.last_text || "" })),
  h("span", { class: "chat-side" },
    h("small", { text: when(chat.last_date, today) }),
    unread ? h("span", { class: "unread", "aria-label": t("unread", { n: unread }), text: unread }) : null)));
}

function when(seconds, today) {
  if (!seconds) return "";
  const moment = new Date(typeof seconds === "number" ? seconds * 1000 : seconds);
  return moment.toDateString() === today.toDateString() ? formatTime(moment) : formatShortDay(moment);
}
