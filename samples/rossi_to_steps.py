#!/usr/bin/env python3
"""Writes carData's rossi.csv as a step log: one participant a row, work resumed and ended where the weeks say so.

usage: rossi_to_steps.py rossi.csv > rossi.jsonl

Day 0 is 2020-01-06; week k begins on day 7*k. Nothing is recorded after the last week observed.
"""
import csv
import datetime
import json
import sys

DAY_0 = datetime.date(2020, 1, 6)
SET_UP = datetime.date(2019, 12, 2)
COACH = "observer"


def employment(row):
    """The weeks observed: True for each at work, in order."""
    return [row[f"emp{k}"] == "yes" for k in range(1, int(row["week"]) + 1)]


def turns(weeks):
    """(week, whether work began) at each first week at work and each first week without."""
    before = False
    for k, working in enumerate(weeks, start=1):
        if working != before:
            yield k, working
        before = working


def age_band(age):
    for limit, band in ((25, "under25"), (35, "from25"), (45, "from35"), (55, "from45"), (65, "from55")):
        if age < limit:
            return band
    return "from65"


def schooling(educ):
    """carData: 2 is sixth grade or less, 3 grades 6 to 9, 4 grades 10 and 11, 5 grade 12, 6 some college."""
    return {"2": "short", "3": "short", "4": "middle", "5": "middle", "6": "higher"}.get(educ, "unknown")


def line(on, step, fields, participant=None, minute=0):
    entered = datetime.datetime.combine(on, datetime.time(16, 0)) + datetime.timedelta(minutes=minute)
    record = {"participant": participant} if participant else {}
    return record | {
        "on": on.isoformat(), "entered": entered.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "coach": COACH, "step": step, "fields": fields,
    } | ({"anotherPerson": True} if step == "register-participant" else {})


def set_up(target):
    yield line(SET_UP, "define-programme", {
        "programme": "rossi", "title": "Rossi, Berk & Lenihan 1980", "target": target, "from": "2000-01-01", "followUpMonths": [],
        "employerContactDays": 730, "contactDays": 730, "maximumConsentDays": 365, "networkBeforePlan": False,
    })
    yield line(SET_UP, "register-coach", {"coach": COACH, "name": "Observer", "languages": ["english"], "region": "maryland"}, minute=1)


def participant(number, row):
    name = f"R-{number:03d}"
    strata = [
        f"fin.{row['fin']}", f"wexp.{row['wexp']}", f"mar.{row['mar'].replace(' ', '-')}", f"paro.{row['paro']}", f"educ.{row['educ']}",
    ]
    yield line(DAY_0, "register-participant", {"reference": name, "name": name, "language": "english", "region": "maryland"}, name, 0)
    yield line(DAY_0, "open-trajectory", {
        "programme": "rossi", "reason": "explores-work", "employment": "job-seeking", "ageBand": age_band(int(row["age"])),
        "schooling": schooling(row["educ"]), "strata": strata,
    }, name, 1)
    yield line(DAY_0, "assign-coach", {"coach": COACH}, name, 2)
    yield line(DAY_0, "hold-intake", {"job": "known", "employer": "known", "question": "Week 0 of the observation."}, name, 3)

    weeks = employment(row)
    for k, began in turns(weeks):
        on = DAY_0 + datetime.timedelta(days=7 * k)
        if began:
            yield line(on, "resume-work", {"employer": "other", "function": "other", "hoursPerWeek": 40, "fullTime": True}, name, 4)
        else:
            yield line(on, "end-work-resumption", {"why": "unknown", "prospectOfWork": True}, name, 4)
    last = DAY_0 + datetime.timedelta(days=7 * len(weeks))
    yield line(last, "close-trajectory", {"why": "end-of-observation", "canManageAlone": False}, name, 5)


def main(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    lines = [step for number, row in enumerate(rows, start=1) for step in participant(number, row)]
    lines.sort(key=lambda step: step["entered"])
    for step in [*set_up(len(rows)), *lines]:
        print(json.dumps(step, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
