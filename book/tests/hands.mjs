// How a reader's hands use the controls of a figure: with the events that a mouse and a keyboard send.
import assert from 'node:assert/strict';

/**
 * A figure in one of the hands. `use` brings a control within reach, and presses the mouse on it or a key. A control is what
 * `selector` finds in the figure at `index`, among those with this `text` if that is given.
 *
 * Playwright's own `click` and `press` take four times as long: they wait until nothing has moved for two frames, and in our
 * figures nothing moves. Each question is asked in one go, because there are thousands of them.
 */
export function held(page, figure, hand) {
    const ask = (look, more) => page.evaluate(look, { figure, ...more });
    const use = async (selector, which = {}) => {
        const at = await ask(reach, { selector, hand, ...which });
        assert.ok(Array.isArray(at), `${selector} ${which.text ?? which.index ?? ''}: ${at}`);
        if (hand === 'mouse') await page.mouse.click(...at);
        else await page.keyboard.press(which.key ?? 'Enter');
    };
    return {
        hand,
        page,
        use,
        /** The data that the figure's script is given. */
        game: () => ask(({ figure }) => JSON.parse(document.querySelector(`${figure} script`).textContent)),
        /** What stands in the first element that this finds. */
        said: (selector) => ask(({ figure, selector }) => document.querySelector(`${figure} ${selector}`).textContent, { selector }),
        /** The `data-…` of all that this finds, or of the figure. */
        marks: (selector) =>
            ask(
                ({ figure, selector }) => {
                    const data = (one) => ({ ...one.dataset });
                    if (!selector) return data(document.querySelector(figure));
                    return [...document.querySelectorAll(`${figure} ${selector}`)].map(data);
                },
                { selector },
            ),
        /** The index of the first that is in a `state`. */
        which: (selector, state) =>
            ask(({ figure, selector, state }) => [...document.querySelectorAll(`${figure} ${selector}`)].findIndex((one) => one.matches(state)), {
                selector,
                state,
            }),
        isSeen: (selector = '') =>
            ask(({ figure, selector }) => document.querySelector(`${figure} ${selector}`).checkVisibility({ visibilityProperty: true }), { selector }),
    };
}

/** Presses keys one after the other, without waiting for a frame after each; what they do is done when this is. */
export async function type(page, keys) {
    await Promise.all(keys.flatMap((key) => [page.keyboard.down(key), page.keyboard.up(key)]));
}

/** Runs in the page: where the mouse has to press, or what is in the way. */
function reach({ figure, selector, index = 0, text, hand }) {
    const all = [...document.querySelectorAll(`${figure} ${selector}`)];
    const control = all.filter((one) => text === undefined || one.textContent === text)[index];
    if (!control?.checkVisibility({ visibilityProperty: true })) return 'nothing that can be seen';
    if (hand === 'keyboard') {
        control.focus();
        return control === document.activeElement ? [] : 'nothing that can have the focus';
    }
    const at = () => {
        const { left, top, width, height } = control.getBoundingClientRect();
        const middle = [left + width / 2, top + height / 2];
        const hit = document.elementFromPoint(...middle);
        return { middle, hit, isIts: control.contains(hit) || hit?.closest('label')?.control === control };
    };
    // The page is drawn anew for each scroll, so it's moved only where it has to be.
    if (!at().isIts) control.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { middle, hit, isIts } = at();
    return isIts ? middle : `under ${hit?.outerHTML.slice(0, 120) ?? 'the edge of the window'}`;
}
