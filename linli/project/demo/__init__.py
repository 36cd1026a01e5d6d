"""The demonstration community: 快活社区 in 2018, played with invented people.

`world` invents homes, people and what happens to them in the year, always the same;
`rosters` writes them down as the messy spreadsheets that a community really has; `play` sends
these through the import and lives the year through the same actions that a worker's pages
use. No figure is typed in: the numbers of the newspaper profile come out of the queries.
"""
