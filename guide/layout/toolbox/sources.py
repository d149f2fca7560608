"""Sources of formulas and values; each is a reference of the content, with the same key."""

from typing import NamedTuple


class Source(NamedTuple):
    """A source.

    Attributes:
        key: Its key in the references.
        short: Who and when.
        place: Where it can be found.
    """

    key: str
    short: str
    place: str


BENTZEN = Source("bentzen1991", "Bentzen 1991", "doi:10.1016/0167-8140(91)90019-D")
BANDOLIER = Source("bandoliernnt", "Bandolier 18-9", "bandolier.org.uk, after Cook 1995")
BORTFELD = Source("bortfeld1997", "Bortfeld 1997", "doi:10.1118/1.598116")
BRENNER = Source("brenner2008", "Brenner 2008", "PMC2750078")
CELLS = Source("rcr2012lq", "J Radiat Res", "PMID 23077237")
CHEN = Source("chen2022edic", "Chen 2022", "doi:10.3389/fonc.2022.768956")
COCHRANE = Source("cochranennt", "Cochrane Handbook 5.1", "section 12.5.4")
DASU = Source("dasu2007", "Dasu 2007", "PMID 17517328")
EDRIC_PORT = Source("edricport2024", "Ma 2024", "doi:10.1186/s12885-024-12699-4")
FAVAUDON = Source("favaudon2014", "Favaudon 2014", "doi:10.1126/scitranslmed.3008973")
GAY = Source("heroeud", "Gay and Niemierko 2007", "PMID 17825595")
HAVILAND = Source("haviland2013", "Haviland 2013", "doi:10.1016/S1470-2045(13)70386-3")
HOSKIN = Source("hoskin2024reirradiation", "Hoskin 2024", "doi:10.21037/apm-24-4")
JETTE = Source("jette2011", "Jette 2011", "doi:10.1088/0031-9155/56/11/N01")
JIN = Source("jin2021", "Jin 2021", "doi:10.3390/cancers13246193")
LQ_REVIEW = Source("lqbedreview2019", "Br J Radiol 2019", "PMC6435084")
KIRKPATRICK = Source("kirkpatrick2008", "Kirkpatrick 2008", "doi:10.1016/j.semradonc.2008.04.005")
KIRKPATRICK_CORD = Source(
    "kirkpatrick2010cord", "Kirkpatrick 2010", "doi:10.1016/j.ijrobp.2009.04.095"
)
LITE_SABR = Source("litesabrplan2022", "LITE SABR M1 2022", "doi:10.1016/j.radonc.2021.12.003")
MCGARRIGLE = Source("mcgarrigle2024", "McGarrigle 2024", "doi:10.3389/fonc.2024.1340190")
MCMAHON = Source("mcmahon2019lq", "McMahon 2019", "doi:10.1088/1361-6560/aaf26a")
MGH = Source("mgh2023flash", "Cancers 2023", "doi:10.3390/cancers15082269")
MORGAN = Source("morgan2018", "Morgan 2018", "doi:10.1200/JCO.18.01097")
NIST = Source("nist2017pstar", "NIST PSTAR", "range tables")
PHOTONS = Source("apipunyasopon2013", "Apipunyasopon 2013", "doi:10.1120/jacmp.v14i5.4340")
PRESAGE = Source("pvdrpresage2012", "J Synchrotron Rad 2012", "microbeams, measured")
THAMES = Source("thames1990", "Thames 1990", "doi:10.1016/0167-8140(90)90149-q")
VAN_LEEUWEN = Source("vanleeuwen2018", "van Leeuwen 2018", "doi:10.1186/s13014-018-1040-z")
VOYANT = Source("lqlvoyant2017", "Voyant 2017", "doi:10.29328/journal.jro.1001005")
VENKATESULU = Source("venkatesulu2019", "Venkatesulu 2019", "doi:10.1038/s41598-019-53562-y")
WITHERS = Source("withers1988", "Withers 1988", "doi:10.3109/02841868809090333")
