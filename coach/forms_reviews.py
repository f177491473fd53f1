"""The monthly check-in: five short questions (S12)."""

from __future__ import annotations

from coach.interview import Form, Kind, Option, Question

CHECKIN = Form(
    "checkin",
    "reviews.form.title",
    (
        Question("paid", Kind.CHOICE, "reviews.paid.ask", "reviews.paid.brief", "reviews.paid.why",
                 options=(Option("yes", "reviews.paid.yes"), Option("part", "reviews.paid.part"),
                          Option("no", "reviews.paid.no"))),
        Question("income", Kind.CHOICE, "reviews.income.ask", "reviews.income.brief",
                 "reviews.income.why",
                 options=(Option("same", "reviews.same"), Option("up", "reviews.up"),
                          Option("down", "reviews.down"))),
        Question("spending", Kind.CHOICE, "reviews.spending.ask", "reviews.spending.brief",
                 "reviews.spending.why",
                 options=(Option("same", "reviews.same"), Option("up", "reviews.up"),
                          Option("down", "reviews.down"))),
        Question("new_debt", Kind.CHOICE, "reviews.new_debt.ask", "reviews.new_debt.brief",
                 "reviews.new_debt.why",
                 options=(Option("no", "reviews.new_debt.no"),
                          Option("yes", "reviews.new_debt.yes"))),
        Question("next_month", Kind.CHOICE, "reviews.next.ask", "reviews.next.brief",
                 "reviews.next.why",
                 options=(Option("fine", "reviews.next.fine"),
                          Option("tight", "reviews.next.tight"),
                          Option("cant", "reviews.next.cant"))),
    ),
    review=False,
)  # fmt: skip

LOOK_AGAIN = Form(
    "look_again",
    "reviews.look.title",
    (
        Question("on", Kind.DATE, "reviews.look.ask", "contacts.on.brief", "reviews.look.why",
                 example="reviews.look.example"),
    ),
    review=False,
)  # fmt: skip
"""On which day to look at the budget again."""
