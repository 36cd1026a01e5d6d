"""Taking over a roster: columns bound, every row checked, drafts made. Pure functions on plain values.

`fields` the fields a column can mean · `headings` the words of heads · `binding` column → field ·
`cells` one cell → one value · `door` where the row lives · `rows` a table → drafts and faults ·
`families` who keeps house with whom · `tally` where every cell went.

Nothing here touches the database: what the register knows (doors, estates) comes in with `Options`.
"""
