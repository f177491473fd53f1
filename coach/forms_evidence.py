"""One question: where a paper lies, in the person's own words."""

from __future__ import annotations

from coach.evidence import Item
from coach.interview import Form, Kind, Option, Question

ITEMS = (
    Option("budget_sheet", "evidence.item.budget_sheet"),
    Option("income_proof", "evidence.item.income_proof"),
    Option("bank_statements", "evidence.item.bank_statements"),
    Option("debt_list", "evidence.item.debt_list"),
    Option("end_of_job", "evidence.item.end_of_job"),
    Option("jobless_proof", "evidence.item.jobless_proof"),
    Option("employer_letter", "evidence.item.employer_letter"),
    Option("two_payslips", "evidence.item.two_payslips"),
    Option("sick_note", "evidence.item.sick_note"),
    Option("medical_bills", "evidence.item.medical_bills"),
    Option("reduced_hours", "evidence.item.reduced_hours"),
    Option("carer_benefit", "evidence.item.carer_benefit"),
    Option("separation_papers", "evidence.item.separation_papers"),
    Option("new_rent", "evidence.item.new_rent"),
    Option("funeral_bill", "evidence.item.funeral_bill"),
    Option("leave_letter", "evidence.item.leave_letter"),
    Option("disaster_notice", "evidence.item.disaster_notice"),
    Option("repair_quote", "evidence.item.repair_quote"),
    Option("business_papers", "evidence.item.business_papers"),
    Option("police_receipt", "evidence.item.police_receipt"),
    Option("transfer_records", "evidence.item.transfer_records"),
    Option("benefit_letter", "evidence.item.benefit_letter"),
    Option("home_notice", "evidence.item.home_notice"),
    Option("tax_notice", "evidence.item.tax_notice"),
    Option("contract", "evidence.item.contract"),
    Option("court_papers", "evidence.item.court_papers"),
    Option("lenders_letters", "evidence.item.lenders_letters"),
    Option("sum_source", "evidence.item.sum_source"),
    Option("income_again", "evidence.item.income_again"),
)
NAMES = {Item(option.value): option.text for option in ITEMS}
"""Each item's name, a message id."""

PLACE = Form(
    "place",
    "evidence.place.title",
    (
        Question("item", Kind.CHOICE, "evidence.place.which", "evidence.place.which_brief",
                 "evidence.place.why", options=ITEMS),
        Question("place", Kind.TEXT, "evidence.place.ask", "evidence.place.brief",
                 "evidence.place.why", example="evidence.place.example"),
    ),
    review=False,
)  # fmt: skip
"""The form's subject is the debt, or None for papers of all debts; the item is known."""
