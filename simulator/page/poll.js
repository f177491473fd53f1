// A poll or quiz as a person sees it: answers to tap, and results once they have voted.

import { h } from "./dom.js";
import { render } from "./entities.js";
import { t } from "./strings.js";

/** The element of a poll; `acts.vote(message, indexes)` casts the vote. */
export function poll(message, acts) {
  const it = message.poll;
  const mine = message.chosen || [];
  const known = it.is_closed || (mine.length > 0 && !message.secret);
  const open = !it.is_closed && (!mine.length || it.allows_revoting);
  const state = [t(it.type === "quiz" ? "quiz" : "poll"),
    it.is_closed ? t("pollClosed") : known ? null : t(mine.length ? "resultsLater" : "notCounted"),
    t("answered", { n: it.total_voter_count || 0 })];
  return h("div", { class: "poll", dataset: { testid: "poll" } },
    h("strong", { text: it.question }),
    h("small", { text: state.filter(Boolean).join(" · ") }),
    h("ul", {}, ...(it.options || []).map((option, at) => row(it, option, at, { mine, known, open, message, acts }))),
    known && it.explanation
      ? h("div", { class: "explanation", dir: "auto", dataset: { testid: "explanation" } },
        ...render(it.explanation, it.explanation_entities, acts)) : null);
}

function row(it, option, at, view) {
  const { mine, known, open, message, acts } = view;
  const marks = [mine.includes(at) ? t("yourVote") : null,
    known && it.correct_option_ids?.includes(at) ? `✓ ${t("rightAnswer")}` : null];
  return h("li", { class: mine.includes(at) ? "mine" : null },
    open ? h("button", {
      type: "button", text: option.text, "aria-pressed": String(mine.includes(at)),
      dataset: { testid: "poll-option", row: "poll", col: at },
      on: { click: () => acts.vote(message, next(it, mine, at)) },
    }) : h("span", { text: option.text }),
    known ? h("small", { text: t("votes", { n: option.voter_count || 0 }) }) : null,
    known ? h("progress", {
      max: Math.max(it.total_voter_count || 0, 1), value: option.voter_count || 0, "aria-hidden": "true",
    }) : null,
    marks.some(Boolean) ? h("small", { class: "mark", text: marks.filter(Boolean).join(" · ") }) : null);
}

// A tap on one's own answer takes it back; where several count, the others stay.
function next(it, mine, at) {
  if (mine.includes(at)) return mine.filter((each) => each !== at);
  return it.allows_multiple_answers ? [...mine, at] : [at];
}
