/* A household of the pack by names instead of places; the order is that of queries/pack.py. */
const PLACES = ["household", "room", "building", "unit", "floor", "door", "called", "phone", "promised", "reach", "stops", "card", "visited", "mark"];

export function household(pack, key) {
  const row = pack.rows[key];
  if (!row) return null;
  const found = Object.fromEntries(PLACES.map((name, at) => [name, row[at]]));
  const mine = pack.mine[key] || {};
  /* 英国小镇1栋1单元 · 101: under its entrance a door is its number; one without a number is its whole name. */
  const parts = found.door.match(/^(.*\D)(\d+)$/);
  [found.entrance, found.short] = parts ? [parts[1], parts[2]] : [found.building, found.door];
  found.mine = mine;
  found.stop = found.stops.find((one) => one[2] === "open") || found.stops[0] || null;
  found.state = mine.result === "absent" ? "absent" : mine.result ? "done" : mine.left ? "left_out" : found.stop ? found.stop[2] : "open";
  found.now = { ...found.reach, ...(mine.reach || {}) };
  found.given = Boolean(mine.given);
  return found;
}

/* Building → floors → doors, in walking order. */
export function grouped(pack) {
  const groups = [];
  for (const key of pack.order) {
    const one = household(pack, key);
    if (!one || one.state === "left_out") continue;
    let group = groups[groups.length - 1];
    if (!group || group.name !== one.entrance) { group = { name: one.entrance, floors: [] }; groups.push(group); }
    let floor = group.floors[group.floors.length - 1];
    if (!floor || floor.floor !== one.floor) { floor = { floor: one.floor, doors: [] }; group.floors.push(floor); }
    floor.doors.push(one);
  }
  return groups;
}
