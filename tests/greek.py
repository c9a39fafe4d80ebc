"""A small atlas with most of what an atlas can have, written in Greek letters only, so that every Latin one on its pages is the product's."""

from __future__ import annotations

CHANNELS = "web: {title: Ιστός, icon: material/web}\nstore: {title: Κατάστημα, icon: material/store}\n"
LANES = "emotion:\ndoing:\nthinking:\nfeeling:\nbackstage:\nkitchen: {title: Κουζίνα, below: visibility, team: shop, summary: Τι γίνεται μέσα}\n"
GLOSSARY = "Ουρά: {meaning: Όσοι περιμένουν, also: [Σειρά]}\n"

JOURNEY = """title: Πληρώνει το καλάθι
summary: Από τη λίστα στην απόδειξη
group: Λιανική
personas: [ada, bob]
goal: Να φτάσει σπίτι
scenario: Βράδυ, γεμάτο καλάθι
objectives:
  - {title: Λιγότερη αναμονή, metric: wait, target: 4, by: 2026-12}
out_of_scope: [Παράδοση]
owner: shop
stakeholders: [desk: Πόσες επιστροφές]
champions: [Ο διευθυντής]
reviewed: 2026-01-12
review_every: 6 months
evidence: [survey]
tags: [πυρήνας]
links: [Πίνακας https://example.org/a]
stages:
  - Ξεκινά: 0.5
    id: start
    period: before
    doing: Γράφει τη λίστα
  - Περιμένει:
    id: waiting
    goal: Να μην περιμένει
    steps:
      - Μπαίνει στην ουρά: {ada: 0 -> -2, bob: -1..1}
        id: queue
        owner: shop
        touchpoints: till
        doing: [Μετράει, Κοιτάζει]
        thinking:
          ada: Η άλλη προχωρά
          bob: Το γόνατο [^reported survey 5/14]
        feeling: Κολλημένος [^assumed]
        quotes: Πάλι η λάθος — μια γυναίκα
        moment_of_truth: Εδώ κρίνεται
        duration: 7 λεπτά
        frontstage: Χτυπά το κουδούνι
        backstage: Το πρόγραμμα
        kitchen: Ακούει
        findings: [long]
        metrics: [wait]
        evidence: [survey]
        next: {Έχει χρόνο: pay, Βιάζεται: end}
      - Πληρώνει: -1
        id: pay
        journey: return
        systems: [Ταμείο]
        personas: [ada]
        status: planned
        confidence: assumed
        next: {Λάθος τιμή: queue}
---
"""

BEFORE: dict[str, str] = {
    "index.md": "---\nsummary: Οι χάρτες\n---\nΚαλώς ήρθατε.\n",
    "channels.yml": CHANNELS,
    "lanes.yml": LANES,
    "glossary.yml": GLOSSARY,
    "emotion.yml": "χαρά: 2\nλύπη: -2\n",
    "personas/ada.md": (
        "---\ntitle: Άντα\nrole: Βιαστική\nsummary: Έρχεται στις έξι\nquotes: [Δεν έχω χρόνο — μια πελάτισσα]\nchannels: [web, store]\n"
        "access: Μεγάλα γράμματα\ntraits: [Γρήγορη / Αργή: -1.5, Μόνη / Μαζί: 0, Ήρεμη / Νευρική: 0.5]\nreach: 5200\n"
        "demographics: {ηλικία: 40}\nevidence: [survey]\nconfidence: validated\ngoals: [Σπίτι στις έξι]\nfrustrations: [Ουρές]\n---\nΈρχεται κάθε μέρα.\n"
    ),
    "personas/bob.md": "---\ntitle: Μπομπ\n---\n",
    "touchpoints/till.md": "---\ntitle: Ταμείο\nchannel: store\nowner: shop\nsummary: Εκεί πληρώνει\n---\n",
    "touchpoints/menu.md": "---\ntitle: Κατάλογος\nchannel: web\n---\n",
    "metrics/wait.yml": (
        "title: Αναμονή\ntype: time\nunit: λ\nbetter: down\nmethod: Με ρολόι\ntarget: 4\nbenchmark: {value: 5, source: Άλλοι}\nevery: month\n"
        "owner: shop\nscale: 1..7\nseries: {2026-08: {value: 7.5, n: 120, note: Αρχή}, 2026-09: {value: 6, n: 90}, 2026-10: 3.5}\n"
    ),
    "metrics/nps.yml": "title: Σύσταση\ntype: NPS\nowner: shop\nseries: {2026-Q1: 10, 2026-Q2: 12.5}\n",
    "metrics/effort.yml": "title: Κόπος\ntype: CES\nvalue: 3.4\n",
    "findings/long.md": (
        "---\ntitle: Μεγάλη αναμονή\ntype: pain\nseverity: 4\nfrequency: high\nabout: [touchpoint:till]\ncause: Λίγα ταμεία\neffect: Φεύγουν\n"
        "implications: [Πιο πολλά ταμεία]\nquotes: [Αργεί — ένας άντρας]\nevidence: [survey: 9/14]\nconfidence: reported\nowner: shop\n---\nΠερίληψη.\n"
    ),
    "findings/nice.md": "---\ntitle: Καλό ψωμί\ntype: gain\nstrength: 3\nabout: [journey:pay]\n---\n",
    "opportunities/more.md": "---\ntitle: Περισσότερα ταμεία\nanswers: long\nimpact: high\neffort: 2\nhypothesis: Αν ανοίξουν\nowner: shop\n---\n",
    "actions/open.md": (
        "---\ntitle: Ανοίγει δεύτερο ταμείο\ntype: service\nstatus: shipped\nanswers: [long, more]\nowner: shop\n"
        "dates: {planned: 2026-07, started: 2026-08, shipped: 2026-09-10, phases: [{Δοκιμή: 2026-08-01..2026-08-20}]}\n"
        "moves: {wait: {from: 7.5, to: 4, arms: [{name: Παλιό, n: 40, value: 7}, {name: Νέο, n: 41, value: 5}], note: Μια εβδομάδα}}\n"
        "hypothesis: Θα πέσει\nresult: Έπεσε\ncost: 5 μέρες\n---\nΠερισσότερα.\n"
    ),
    "actions/later.md": "---\ntitle: Αργότερα\nstatus: planned\nanswers: nice\ndates: {planned: 2026-02}\n---\n",
    "research/survey.md": (
        "---\ntitle: Έρευνα εξόδου\nmethod: survey\nkind: quantitative\nsample: 412\ndates: 2026-04-02..2026-04-20\n"
        "consent: {text: Υπέγραψαν, until: 2026-05-31}\nowner: shop\n---\n"
    ),
    "teams/shop.md": "---\ntitle: Το μαγαζί\npurpose: Πουλάει\nmailbox: shop@παράδειγμα.gr\n---\n",
    "teams/desk.md": "---\ntitle: Το γραφείο\n---\n",
    "paths/new.md": (
        "---\ntitle: Για νέους\nfor: Νέοι στο ταμείο\nitems: [persona:ada: Γνώρισέ την, journey:pay: Ο δρόμος]\n"
        "cards: [Πόσο περιμένουν;: Επτά λεπτά]\nchecks: [{ask: Γιατί;, options: [Ναι, Όχι], answer: Ναι, why: Έτσι}]\n---\n"
    ),
    "notes/opened.md": "---\ntitle: Άνοιξε\ndate: 2026-10-01\ntype: change\nabout: [journey:pay, action:open]\n---\nΓιατί όχι.\n",
    "notes/why.md": "---\ntitle: Γιατί περιμένουν\ndate: 2026-10-09\ntype: question\nstatus: open\nabout: [finding:long]\n---\n",
    "notes/old.md": "---\ntitle: Αποφασίστηκε\ndate: 2026-03-09\ntype: decision\nreplaces: [why]\n---\n",
    "journeys/pay.yml": JOURNEY.removesuffix("---\n"),
    "journeys/return.yml": "title: Επιστρέφει\npersonas: ada\nparent: pay\nstages:\n  - Στο γραφείο:\n    steps: [{Ρωτά: 1}, {Παίρνει: 2}]\n",
    "journeys/soon.yml": "title: Όπως θα είναι\nstate: future\nvariant_of: pay\npersonas: ada\nstages:\n  - Ξεκινά: 1\n",
    "journeys/gone.yml": "title: Όπως ήταν\narchived: Δεν ισχύει\npersonas: ada\nstages:\n  - Ξεκινά: -1\n",
}

AFTER = BEFORE | {
    "personas/ada.md": BEFORE["personas/ada.md"].replace("Ουρές", "Ουρές, Σκάλες"),
    "metrics/wait.yml": BEFORE["metrics/wait.yml"].replace("target: 4", "target: 3"),
    "journeys/pay.yml": BEFORE["journeys/pay.yml"].replace("0 -> -2", "-1.5").replace("Μετράει, Κοιτάζει", "Μετράει"),
    "actions/later.md": BEFORE["actions/later.md"].replace("status: planned", "status: in progress"),
    "findings/long.md": BEFORE["findings/long.md"].replace("confidence: reported", "confidence: validated"),
    "touchpoints/app.md": "---\ntitle: Εφαρμογή\nchannel: web\n---\n",
}
