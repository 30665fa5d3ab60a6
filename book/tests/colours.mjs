// Runs in the page: the contrast of every piece of text below an element with what is behind it.

/** The texts below `selector` whose contrast is lower than `least`, each with its figure. */
export function faint({ selector, least }) {
    // A colour that is still on its way from the last theme is not the one to be read.
    document.getAnimations().forEach((animation) => animation.finish());
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    /** The same, from memory where it was asked before: a page has thousands of texts, and a dozen colours. */
    const once = (known, answer) => (asked) => {
        if (!known.has(asked)) known.set(asked, answer(asked));
        return known.get(asked);
    };
    // Through a canvas, because a computed colour may be written as `color(srgb …)`.
    const rgba = once(new Map(), (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    });
    const over = (top, under) => {
        const alpha = top[3] / 255;
        return [0, 1, 2].map((i) => top[i] * alpha + under[i] * (1 - alpha)).concat(255);
    };
    const behind = once(new Map(), (element) => {
        const under = element.parentElement ? behind(element.parentElement) : [255, 255, 255, 255];
        return over(rgba(getComputedStyle(element).backgroundColor), under);
    });
    const luminance = (colour) => {
        const [r, g, b] = colour.slice(0, 3).map((value) => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const found = [];
    for (const root of document.querySelectorAll(selector)) {
        const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            const text = texts.currentNode.textContent.trim();
            if (!text || !element.checkVisibility() || element.closest('script')) continue;
            const ground = behind(element);
            const [light, dark] = [luminance(over(rgba(getComputedStyle(element).color), ground)), luminance(ground)]
                .sort((a, b) => b - a);
            const contrast = (light + 0.05) / (dark + 0.05);
            if (contrast < least) found.push(`${text.slice(0, 40)}: ${contrast.toFixed(2)}`);
        }
    }
    return found;
}
