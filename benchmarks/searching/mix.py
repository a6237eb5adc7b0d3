"""The queries of the benchmark: what each kind of visitor asks, easy and hard."""

from urllib.parse import urlencode

# What is typed, by what it tries.
PLAIN = {
    "rare": (
        *("cryptography", "norms", "cybercrime", "ransomware", "malicious"),
        *("deepfake", "interoperability", "espionage", "quantum"),
    ),
    "common": (
        *("states", "international", "security", "development"),
        *("resolution", "nations", "report", "rights", "cooperation"),
    ),
    "several": (
        *("international security", "human rights internet", "responsible state behaviour"),
        *("climate change small islands", "information communications technologies"),
        "women peace",
    ),
    "hyphen": ("capacity-building", "confidence-building measures"),
    "phrase": (
        *('"use of force"', '"additional norms"', '"of the"', '"in the field of"'),
        *('"international peace and security"', '"responsible State behaviour"'),
        '"the Secretary-General"',
    ),
    "near": (
        *("state NEAR/5 behaviour", '"use of force" NEAR/10 threat'),
        *("technologies NEAR/8 threat", "human NEAR/2 rights NEAR/9 internet"),
    ),
    "prefix": ("capacit*", "cyber*", "inter*", '"information secur*"'),
    "without": ("norms -voluntary", "security -council", "states -(member OR all)"),
    "or": ("cyber OR ict", "norms OR rules OR principles", "peace OR security"),
    "brackets": ('(norms OR rules) "use of force"', "(women OR girls) education"),
    "none": ("xylophone", '"norms of xylophone"', "nroms", "the"),
}
# The same with fields, and with the rest of the address: other search engines cannot say these.
OURS = [
    *(("fields", typed, {}) for typed in ("norms session:76", "session:77")),
    ("fields", "security year:2020..2022 part:operative", {}),
    ("fields", "rights committee:third -opening:recalling", {}),
    *(("fields", typed, {}) for typed in ("vote:recorded weapons", "title:disarmament states")),
    ("fields", "cites:75/240", {}),
    ("filters", "security", {"session": ["75", "76"], "part": "operative"}),
    ("filters", "states", {"committee": "first", "sort": "newest"}),
    ("filters", "development", {"vote": "recorded", "opening": "recalling"}),
    ("sort", "states", {"sort": "newest"}),
    ("sort", "security", {"sort": "oldest"}),
    ("page", "states", {"page": "20"}),
    *(("language", typed, {"lang": "fr"}) for typed in ("normes", "sécurité internationale")),
    *(("language", typed, {"lang": "zh"}) for typed in ("网络安全", "国际")),
    *(("language", typed, {"lang": "ar"}) for typed in ("الأمن", "حقوق الإنسان")),
    *(("language", typed, {"lang": "ru"}) for typed in ("безопасность", "государства")),
    ("language", "derechos humanos", {"lang": "es"}),
    ("language", "security", {"lang": "all"}),
]
QUERIES = [*((kind, typed, {}) for kind, some in PLAIN.items() for typed in some), *OURS]


def address(typed: str, rest: dict) -> str:
    return f"/search/?{urlencode({'q': typed} | rest, doseq=True)}"
