// Quizzes: compares what is ticked with the answer, and shows the reply to each option that was ticked.
'use strict';

(() => {
    const plural = (count, one, many) => (count === 1 ? one : many.replace('#', count));

    document.querySelectorAll('section.quiz').forEach((quiz) => {
        const details = quiz.querySelector('details');
        const hint = document.createElement('p');
        hint.textContent = 'Tick all that are right.';
        const score = document.createElement('p');
        score.className = 'score';
        score.setAttribute('aria-live', 'polite');
        const check = document.createElement('button');
        check.type = 'button';
        check.className = 'plain';
        check.textContent = 'Check';

        const options = [...quiz.querySelectorAll('input')].map((box, i) => {
            const place = document.createElement('p');
            place.className = 'reply';
            place.setAttribute('aria-live', 'polite');
            box.parentElement.after(place);
            const reply = details.querySelector(`[data-option="${i}"]`);
            return { box, place, reply, right: box.dataset.right === 'true' };
        });

        const clear = () => {
            quiz.querySelectorAll('label .mark').forEach((mark) => mark.remove());
            options.forEach(({ place }) => place.replaceChildren());
            score.textContent = '';
        };

        const judge = ({ box, place, reply, right }) => {
            const mark = document.createElement('span');
            mark.className = 'mark';
            mark.textContent = right ? 'right' : 'no';
            box.parentElement.append(mark);
            if (reply) place.append(...[...reply.childNodes].map((node) => node.cloneNode(true)));
        };

        check.addEventListener('click', () => {
            clear();
            const ticked = options.filter(({ box }) => box.checked);
            if (ticked.length === 0) {
                score.textContent = 'Tick what you expect first.';
                return;
            }
            ticked.forEach(judge);
            const wrong = ticked.filter(({ right }) => !right).length;
            const missing = options.some(({ box, right }) => right && !box.checked);
            if (wrong > 0) {
                score.textContent = plural(wrong, 'Not yet: one tick is wrong.', 'Not yet: # ticks are wrong.');
            } else if (missing) {
                // Which one is missing would be the answer.
                score.textContent = 'Right so far, but something is missing.';
            } else {
                score.textContent = 'All right.';
                details.open = true;
                quiz.dispatchEvent(new CustomEvent('quiz-right', { bubbles: true }));
            }
        });
        options.forEach(({ box }) => box.addEventListener('change', clear));
        details.before(hint, check, score);
    });
})();
