// Quizzes: compares what is ticked with the answer, and shows the reply to each option that was ticked. A quiz that was
// answered right before opens as it was left.
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
        const again = check.cloneNode();
        again.textContent = 'Try again';

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
            again.remove();
        };

        const judge = ({ box, place, reply, right }) => {
            const mark = document.createElement('span');
            mark.className = 'mark';
            mark.textContent = right ? 'right' : 'no';
            box.parentElement.append(mark);
            if (reply) place.append(...[...reply.childNodes].map((node) => node.cloneNode(true)));
        };

        const settle = (told) => {
            score.textContent = told;
            details.open = true;
            score.after(again);
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
                settle('All right.');
                quiz.dispatchEvent(new CustomEvent('quiz-right', { bubbles: true }));
            }
        });
        again.addEventListener('click', () => {
            clear();
            details.open = false;
            options.forEach(({ box }) => (box.checked = false));
            options[0].box.focus();
        });
        // Its reader answered it on another visit.
        quiz.addEventListener('quiz-kept', () => {
            clear();
            options.forEach(({ box, right }) => (box.checked = right));
            options.filter(({ right }) => right).forEach(judge);
            settle('You got this one right before.');
        });
        options.forEach(({ box }) => box.addEventListener('change', clear));
        details.before(hint, check, score);
    });
})();
