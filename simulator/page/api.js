// The simulator's client side, one function per call. Knows URLs, nothing of the screen.

/** The server said no; `message` is its own description. */
export class Refused extends Error {}

async function read(response) {
  const text = await response.text();
  let body = null;
  try { body = text ? JSON.parse(text) : null; } catch { body = null; }
  if (!response.ok) {
    throw new Refused(body?.description || body?.error || body?.detail || `HTTP ${response.status}`);
  }
  return body;
}

async function get(path, query, signal) {
  const search = query ? `?${new URLSearchParams(query)}` : "";
  return read(await fetch(`/sim/${path}${search}`, { signal, cache: "no-store" }));
}

async function post(path, body = {}) {
  return read(await fetch(`/sim/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}

export const state = (person, chat) =>
  get("state", { ...(person ? { person } : {}), ...(chat ? { chat } : {}) });
export const messages = (person, chat, after, wait, signal) =>
  get("messages", { person, chat, after, wait }, signal);
/** Waits until the bot has dealt with an update. */
export const settled = (update, wait) => get("idle", { update, wait });
export const toasts = (person) => get("toasts", { person });
export const say = (person, chat, text, how = {}) => post("say", { person, chat, text, ...how });
export const tap = (person, chat, messageId, data) =>
  post("tap", { person, chat, message_id: messageId, data });
export const send = (person, chat, kind, extra = {}) => post("send", { person, chat, kind, ...extra });
export const edit = (person, chat, messageId, text) =>
  post("edit", { person, chat, message_id: messageId, text });
export const forward = (person, fromChat, messageId, toChat) =>
  post("forward", { person, from_chat: fromChat, message_id: messageId, to_chat: toChat });
export const vote = (person, chat, messageId, options) =>
  post("vote", { person, chat, message_id: messageId, option_ids: options });
export const pin = (person, chat, messageId, unpin) =>
  post("pin", { person, chat, message_id: messageId, unpin });
export const remove = (person, chat, messageId) => post("delete", { person, chat, message_id: messageId });
export const start = (person, payload) => post("start", { person, payload });
/** Add the bot to a group or channel; with `rights` as administrator, with `payload` by a deep link. */
export const startgroup = (person, chat, rights, payload) =>
  post("startgroup", { person, chat, rights, payload });
export const chat = (person, chat_) => get("chat", { person, chat: chat_ });
export const topic = (person, chat_, thread, does) => post("topics", { person, chat: chat_, thread, do: does });
export const member = (by, chat_, who, status, more = {}) =>
  post("members", { chat: chat_, person: who, status, by, ...more });
export const change = (chat_, what) => post("chat", { chat: chat_, ...what });
export const reset = () => post("reset");
export const clock = (to) => post("clock", { to });
