// Following a link that adds the bot to a group or channel: where to?

import * as api from "./api.js";
import { h, toast } from "./dom.js";
import { t } from "./strings.js";

// What Telegram calls a right in a link, and in the Bot API.
const NAMES = {
  post_messages: "can_post_messages", edit_messages: "can_edit_messages",
  delete_messages: "can_delete_messages", pin_messages: "can_pin_messages",
  manage_topics: "can_manage_topics", invite_users: "can_invite_users",
  change_info: "can_change_info", restrict_members: "can_restrict_members",
  promote_members: "can_promote_members", manage_chat: "can_manage_chat",
};

/** Offer the chats that this person may add the bot to. `asked`: the link's parameters. */
export function chooseGroup({ into, state, person, asked, chosen }) {
  const kinds = into === "channel" ? ["channel"] : ["group", "supergroup"];
  const fitting = state.chats.filter((chat) => kinds.includes(chat.type)
    && (into === "group" ? true : chat.is_admin));
  const me = state.people.find((who) => Number(who.id) === Number(person));
  if (!fitting.length) { toast(t("noGroup", { name: me?.first_name || "" })); return; }
  const wanted = asked.get("admin")?.split(/[+ ]/).map((name) => NAMES[name]).filter(Boolean);
  const rights = wanted || (into === "channel" ? ["can_post_messages"] : undefined);
  const payload = asked.get("startgroup") || undefined;
  const dialog = h("dialog", { class: "ask", dataset: { testid: "choose-group" } },
    h("p", { text: t("chooseGroup") }),
    h("div", { class: "choices" }, ...fitting.map((chat) => h("button", {
      type: "button", text: chat.title, dataset: { testid: "choose-chat", chatId: chat.id },
      on: { click: () => follow(chat.id) },
    }))),
    h("div", { class: "ask-buttons" }, h("button", {
      type: "button", text: t("cancel"), dataset: { testid: "dialog-cancel" }, on: { click: () => close() },
    })));
  const close = () => { dialog.close(); dialog.remove(); };
  const follow = async (id) => {
    close();
    try {
      await api.startgroup(person, id, rights, payload);
      chosen(id);
    } catch (problem) { toast(t("failed", { why: problem.message })); }
  };
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  document.body.append(dialog);
  dialog.showModal();
}
