"""All tools that calculate, in the groups in which they are listed."""

from collections.abc import Mapping

from guide.layout.targets import ToolName
from guide.layout.toolbox.beams import BEAM_TOOLS
from guide.layout.toolbox.dose import DOSE_TOOLS
from guide.layout.toolbox.people import PEOPLE_TOOLS
from guide.layout.toolbox.tool import Tool
from guide.layout.toolbox.uneven import UNEVEN_TOOLS

GROUPS: Mapping[str, tuple[Tool, ...]] = {
    "Dose": DOSE_TOOLS,
    "Cells and dose": UNEVEN_TOOLS,
    "Beams": BEAM_TOOLS,
    "Patients": PEOPLE_TOOLS,
}
TOOLS: Mapping[ToolName, Tool] = {tool.name: tool for group in GROUPS.values() for tool in group}
