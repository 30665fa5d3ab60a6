// "Predict, then check": compares what is ticked with what a run has found.
'use strict';

(() => {
    const MARKS = { 'true true': 'right', 'true false': 'no', 'false true': 'missed', 'false false': '' };

    document.querySelectorAll('section.quiz').forEach((quiz) => {
        const boxes = [...quiz.querySelectorAll('input')];
        const details = quiz.querySelector('details');
        const score = document.createElement('p');
        score.className = 'score';
        score.setAttribute('aria-live', 'polite');
        const check = document.createElement('button');
        check.type = 'button';
        check.className = 'plain';
        check.textContent = 'Check';

        const clear = () => {
            quiz.querySelectorAll('.mark').forEach((mark) => mark.remove());
            score.textContent = '';
        };

        check.addEventListener('click', () => {
            clear();
            if (!boxes.some((box) => box.checked)) {
                score.textContent = 'Tick what you expect first.';
                return;
            }
            let wrong = 0;
            for (const box of boxes) {
                const word = MARKS[`${box.checked} ${box.dataset.right === 'true'}`];
                if (word && word !== 'right') wrong += 1;
                if (!word) continue;
                const mark = document.createElement('span');
                mark.className = 'mark';
                mark.textContent = word;
                box.parentElement.append(mark);
            }
            score.textContent = wrong === 0 ? 'All right.' : `Not yet: ${wrong} of ${boxes.length} differ.`;
            details.open = true;
        });
        boxes.forEach((box) => box.addEventListener('change', clear));
        details.before(check, score);
    });
})();
