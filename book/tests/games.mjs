// What the data of a figure says: how a goal is reached.

/** The turns that lead to an end for which `wanted` holds, each as a thread and which of its ways. The last place is where
 * it begins. */
export function pathTo(game, wanted, place = game.places.at(-1)) {
    if (!Array.isArray(place)) return wanted(place) ? [] : null;
    for (const turn of place) {
        const rest = pathTo(game, wanted, game.places[turn.next]);
        const ways = place.filter((other) => other.thread === turn.thread);
        if (rest) return [{ thread: turn.thread, way: ways.indexOf(turn), of: ways.length }, ...rest];
    }
    return null;
}

/** What each knob is set to in a combination, of which the last knob turns fastest. */
export function settingsOf(game, combination) {
    const settings = [];
    for (const { options } of [...game.knobs].reverse()) {
        settings.unshift(combination % options.length);
        combination = Math.floor(combination / options.length);
    }
    return settings;
}
