"""How much each feature says that a topic begins: `tests/bench/fit_topics.py` writes it.

A logistic regression (L2 penalty 100) over 21,202 sentences of 39 talks with
557 headings of their editors. Each row: mean, spread, and what one spread above the mean
adds to the log-odds.
"""

from __future__ import annotations

from studio.media.topics.weight import Weight

BIAS = -4.1394

TABLE = {
    "burst": Weight(6.945, 4.922, 0.0695),
    "burst nearby": Weight(8.104, 5.47, 0.0523),
    "first mention": Weight(2.926, 3.732, -0.001173),
    "last mention": Weight(4.742, 3.893, -0.03677),
    "carried over": Weight(2.492, 2.974, -0.1768),
    "novel": Weight(6.531, 7.121, 0.01011),
    "given": Weight(2.186, 2.981, -0.08216),
    "unlike 60": Weight(-0.1353, 0.134, 0.1311),
    "depth 60": Weight(0.2746, 0.2139, 0.09477),
    "likelihood 60": Weight(0.9186, 0.4782, -0.00528),
    "unlike 120": Weight(-0.1539, 0.1118, 0.09395),
    "depth 120": Weight(0.2632, 0.1831, 0.04587),
    "likelihood 120": Weight(1.84, 0.6081, 0.06211),
    "unlike 250": Weight(-0.1747, 0.09262, 0.106),
    "depth 250": Weight(0.2337, 0.1539, 0.1437),
    "likelihood 250": Weight(3.122, 0.8345, 0.02409),
    "unlike 500": Weight(-0.2014, 0.08047, -0.0194),
    "depth 500": Weight(0.1987, 0.1285, 0.169),
    "likelihood 500": Weight(4.533, 1.23, -0.02999),
    "opener -1": Weight(0.2343, 0.4235, -0.0135),
    "opener +0": Weight(0.2344, 0.4236, 0.1745),
    "opener +1": Weight(0.234, 0.4234, 0.1201),
    "advance -1": Weight(0.03486, 0.1834, 0.05734),
    "advance +0": Weight(0.03486, 0.1834, 0.06741),
    "advance +1": Weight(0.03476, 0.1832, 0.01133),
    "ordinal -1": Weight(0.02575, 0.1584, -0.005124),
    "ordinal +0": Weight(0.02575, 0.1584, 0.09327),
    "ordinal +1": Weight(0.02575, 0.1584, 0.02641),
    "subject -1": Weight(0.08141, 0.2735, -0.01094),
    "subject +0": Weight(0.08141, 0.2735, 0.1342),
    "subject +1": Weight(0.08131, 0.2733, 0.05331),
    "asking -1": Weight(0.04518, 0.2077, 0.03946),
    "asking +0": Weight(0.04518, 0.2077, 0.0974),
    "asking +1": Weight(0.04509, 0.2075, 0.05424),
    "greeting -1": Weight(0.01641, 0.1271, -0.04875),
    "greeting +0": Weight(0.01731, 0.1304, 0.09258),
    "greeting +1": Weight(0.01632, 0.1267, -0.02229),
    "recap -1": Weight(0.01434, 0.1189, -0.04975),
    "recap +0": Weight(0.01434, 0.1189, 0.0481),
    "recap +1": Weight(0.01434, 0.1189, 0.03573),
    "closing -1": Weight(0.06424, 0.2452, 0.05634),
    "closing +0": Weight(0.06433, 0.2453, 0.1286),
    "closing +1": Weight(0.06424, 0.2452, -0.06302),
    "leaning -1": Weight(0.3136, 0.464, -0.007255),
    "leaning +0": Weight(0.3139, 0.4641, -0.2461),
    "leaning +1": Weight(0.3139, 0.4641, -0.07127),
    "leaning within": Weight(0.2847, 0.4513, -0.02827),
    "question -1": Weight(0.1074, 0.3096, 0.02395),
    "question +0": Weight(0.1074, 0.3096, 0.0588),
    "question +1": Weight(0.1073, 0.3094, 0.0352),
    "length -1": Weight(2.476, 0.8341, -0.1284),
    "length +0": Weight(2.479, 0.8284, 0.04538),
    "length +1": Weight(2.475, 0.8342, 0.0748),
    "sentences before 80": Weight(0.06823, 0.03459, -0.09677),
    "sentences after 80": Weight(0.07987, 0.03432, -0.06786),
    "questions before 80": Weight(0.007675, 0.01138, -0.09062),
    "questions after 80": Weight(0.008556, 0.0119, 0.1009),
    "sentences before 200": Weight(0.06676, 0.02488, -0.006156),
    "sentences after 200": Weight(0.07144, 0.0248, 0.04726),
    "questions before 200": Weight(0.007267, 0.007513, -0.1472),
    "questions after 200": Weight(0.007644, 0.007724, -0.05611),
    "opening": Weight(0.04525, 0.1553, -0.02898),
    "first minutes": Weight(0.1735, 0.2576, 0.306),
    "ending": Weight(0.04473, 0.1529, -0.04677),
}
