"""How much each feature says that a topic begins: written by `tests/bench/fit_topics.py`.

Found by a logistic regression (L2 penalty 100) over 21,202 sentences of 39 talks with
557 headings of their editors. Each row: mean, spread, and what one spread above the mean adds
to the log-odds.
"""

from __future__ import annotations

from studio.media.topics.weight import Weight

BIAS = -4.1399

TABLE = {
    "burst": Weight(6.952, 4.926, 0.06885),
    "burst nearby": Weight(8.109, 5.475, 0.05155),
    "first mention": Weight(2.931, 3.731, 0.000739),
    "last mention": Weight(4.753, 3.898, -0.03571),
    "carried over": Weight(2.492, 2.978, -0.1813),
    "novel": Weight(6.538, 7.125, 0.01253),
    "given": Weight(2.186, 2.984, -0.08276),
    "unlike 60": Weight(-0.135, 0.1339, 0.1259),
    "depth 60": Weight(0.2746, 0.214, 0.09226),
    "likelihood 60": Weight(0.9191, 0.4779, -0.005753),
    "unlike 120": Weight(-0.1536, 0.1117, 0.09934),
    "depth 120": Weight(0.2632, 0.1828, 0.0504),
    "likelihood 120": Weight(1.84, 0.6076, 0.06423),
    "unlike 250": Weight(-0.1744, 0.09272, 0.1016),
    "depth 250": Weight(0.2339, 0.1539, 0.1442),
    "likelihood 250": Weight(3.123, 0.8334, 0.01987),
    "unlike 500": Weight(-0.201, 0.08048, -0.02069),
    "depth 500": Weight(0.1988, 0.1286, 0.1673),
    "likelihood 500": Weight(4.535, 1.228, -0.02787),
    "opener -1": Weight(0.2343, 0.4235, -0.01405),
    "opener +0": Weight(0.2344, 0.4236, 0.174),
    "opener +1": Weight(0.234, 0.4234, 0.1195),
    "advance -1": Weight(0.03486, 0.1834, 0.05731),
    "advance +0": Weight(0.03486, 0.1834, 0.06739),
    "advance +1": Weight(0.03476, 0.1832, 0.01138),
    "ordinal -1": Weight(0.02575, 0.1584, -0.005153),
    "ordinal +0": Weight(0.02575, 0.1584, 0.09267),
    "ordinal +1": Weight(0.02575, 0.1584, 0.02613),
    "subject -1": Weight(0.08141, 0.2735, -0.01136),
    "subject +0": Weight(0.08141, 0.2735, 0.1337),
    "subject +1": Weight(0.08131, 0.2733, 0.05293),
    "asking -1": Weight(0.04518, 0.2077, 0.03897),
    "asking +0": Weight(0.04518, 0.2077, 0.09715),
    "asking +1": Weight(0.04509, 0.2075, 0.05425),
    "greeting -1": Weight(0.01641, 0.1271, -0.04876),
    "greeting +0": Weight(0.01731, 0.1304, 0.09273),
    "greeting +1": Weight(0.01632, 0.1267, -0.02252),
    "recap -1": Weight(0.01434, 0.1189, -0.04935),
    "recap +0": Weight(0.01434, 0.1189, 0.04796),
    "recap +1": Weight(0.01434, 0.1189, 0.03575),
    "closing -1": Weight(0.06424, 0.2452, 0.05593),
    "closing +0": Weight(0.06433, 0.2453, 0.128),
    "closing +1": Weight(0.06424, 0.2452, -0.06325),
    "leaning -1": Weight(0.3136, 0.464, -0.007764),
    "leaning +0": Weight(0.3139, 0.4641, -0.2463),
    "leaning +1": Weight(0.3139, 0.4641, -0.07159),
    "leaning within": Weight(0.2847, 0.4513, -0.02801),
    "question -1": Weight(0.1074, 0.3096, 0.02428),
    "question +0": Weight(0.1074, 0.3096, 0.0591),
    "question +1": Weight(0.1073, 0.3094, 0.0352),
    "length -1": Weight(2.476, 0.8341, -0.1285),
    "length +0": Weight(2.479, 0.8284, 0.0436),
    "length +1": Weight(2.475, 0.8342, 0.0742),
    "sentences before 80": Weight(0.06823, 0.03459, -0.09705),
    "sentences after 80": Weight(0.07987, 0.03432, -0.06824),
    "questions before 80": Weight(0.007675, 0.01138, -0.0906),
    "questions after 80": Weight(0.008556, 0.0119, 0.1004),
    "sentences before 200": Weight(0.06676, 0.02488, -0.006272),
    "sentences after 200": Weight(0.07144, 0.0248, 0.04771),
    "questions before 200": Weight(0.007267, 0.007513, -0.147),
    "questions after 200": Weight(0.007644, 0.007724, -0.05621),
    "opening": Weight(0.04525, 0.1553, -0.02867),
    "first minutes": Weight(0.1735, 0.2576, 0.3063),
    "ending": Weight(0.04473, 0.1529, -0.04699),
}
