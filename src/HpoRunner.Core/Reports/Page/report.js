// The report's only script; the page reads without it. It sorts and filters the full table, shows the trial nearest to the pointer,
// marks a trial in every chart and table, pins it, and narrows the lines of the parallel coordinates. Text goes in as text, never as
// markup.
(() => {
  'use strict';
  const store = document.getElementById('trials');
  if (!store) return;
  const { columns, rows, trial: trialColumn } = JSON.parse(store.textContent);
  const byTrial = new Map(rows.map(row => [row[trialColumn], row]));
  const small = matchMedia('(max-width:900px)');

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const draw = (name, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const facts = row => columns.map((column, i) => [column, row[i]]).filter(([column, text]) => column.tip && text !== '')
    .map(([column, text]) => `${column.name} ${text}`);
  const pick = (trial, text) => {
    const button = make('button', { type: 'button', className: 'pick', textContent: text });
    button.dataset.trial = trial;
    button.setAttribute('aria-pressed', trial === pinned);
    button.setAttribute('aria-label', `Trial ${trial}: pin it in every chart`);
    return button;
  };

  // A trial that is pointed at or focused is marked for as long; a pinned one until it is let go. The pointer has no say in the focus:
  // the page may move under it while somebody walks by keyboard.
  let pinned = null, focused = null, pointed = null;
  const views = [...document.querySelectorAll('svg.chart')].filter(svg => svg.querySelector('[data-n],[data-l]'))
    .map(svg => ({ svg, index: null, marks: new Map() }));
  // Reading ten thousand points takes a chart a tenth of a second: those out of sight are read when there is time, and marked then.
  const isAwaited = view => {
    if (!view.index && rows.length > 1000) {
      const box = view.svg.getBoundingClientRect();
      if (box.bottom < 0 || box.top > innerHeight) return false;
    }
    return isShown(view);
  };
  const isShown = view => !view.svg.classList.contains(small.matches ? 'desk' : 'phone');

  const numbersOf = text => text.split(',').flatMap(run => {
    const [from, to = from] = run.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
  });
  // What a chart draws of each trial: points to be near to, and shapes to be marked.
  const indexOf = view => {
    if (view.index) return view.index;
    const points = [], shapes = new Map();
    const add = (trial, shape) => shapes.has(trial) ? shapes.get(trial).push(shape) : shapes.set(trial, [shape]);
    for (const element of view.svg.querySelectorAll('[data-n]')) {
      const trials = numbersOf(element.dataset.n), parts = element.getAttribute('d').split('M').slice(1);
      const each = parts.length / trials.length;
      trials.forEach((trial, i) => {
        const path = 'M' + parts.slice(i * each, (i + 1) * each).join('M');
        const box = /^M([\d.-]+),([\d.-]+)h([\d.]+)v([\d.]+)h/.exec(path);
        const [x, y, width = 0, height = 0] = (box ? box.slice(1) : path.slice(1).split(/[a-z,]/i).slice(0, 2)).map(Number);
        points.push({ trial, x: x + width / 2, y: y + height / 2, reach: width / 2 });
        add(trial, box ? { d: path } : { x, y });
      });
    }
    for (const element of view.svg.querySelectorAll('[data-l]')) {
      const trials = numbersOf(element.dataset.l), paths = element.tagName === 'g' ? [...element.children] : [element];
      trials.forEach((trial, i) => {
        const d = paths[i].getAttribute('d');
        for (const [, x, y] of d.matchAll(/[ML]([\d.-]+),([\d.-]+)/g)) points.push({ trial, x: +x, y: +y, reach: 0 });
        add(trial, { d });
      });
    }
    return view.index = { points, shapes };
  };
  const mark = (view, trial) => {
    const group = draw('g', { class: 'marks' });
    for (const shape of indexOf(view).shapes.get(trial) || [])
      group.append(shape.d ? draw('path', { d: shape.d }) : draw('circle', { cx: shape.x, cy: shape.y, r: 6 }));
    view.svg.append(group);
    return group;
  };
  const show = () => {
    const wanted = [pinned, focused, pointed].filter(trial => trial !== null);
    for (const view of views) {
      for (const [trial, group] of view.marks) {
        if (wanted.includes(trial) && isShown(view)) continue;
        group.remove();
        view.marks.delete(trial);
      }
      for (const trial of wanted)
        if (!view.marks.has(trial) && isAwaited(view)) view.marks.set(trial, mark(view, trial));
    }
    for (const row of document.querySelectorAll('tr[data-trial]')) row.classList.toggle('on', wanted.includes(row.dataset.trial));
    for (const button of document.querySelectorAll('.pick')) button.setAttribute('aria-pressed', button.dataset.trial === pinned);
  };
  const point = trial => {
    if (trial === pointed) return;
    pointed = trial;
    show();
  };
  const focus = trial => {
    if (trial === focused) return;
    focused = trial;
    show();
  };
  const panel = make('aside', { id: 'pinned', hidden: true });
  panel.setAttribute('aria-label', 'Pinned trial');
  panel.setAttribute('aria-live', 'polite');
  document.body.append(panel);
  const pin = trial => {
    pinned = trial === pinned || !byTrial.has(trial) ? null : trial;
    panel.hidden = pinned === null;
    if (pinned === null) {
      // A button that was clicked keeps the focus.
      focused = null;
    } else {
      const release = make('button', { type: 'button', className: 'plain', textContent: 'Let go' });
      release.addEventListener('click', () => pin(pinned));
      panel.replaceChildren(make('b', { textContent: `trial ${pinned}` }),
        ...facts(byTrial.get(pinned)).map(text => make('span', { textContent: text })), release);
    }
    show();
  };
  const trialAt = target => target.closest?.('[data-trial]')?.dataset.trial ?? null;
  document.addEventListener('click', event => { const button = event.target.closest('.pick'); if (button) pin(button.dataset.trial); });
  document.addEventListener('focusin', event => focus(trialAt(event.target)));
  document.addEventListener('focusout', () => focus(null));
  document.addEventListener('pointerover', event => { if (!event.target.closest('svg.chart')) point(trialAt(event.target)); });
  document.addEventListener('keydown', event => { if (event.key === 'Escape' && pinned !== null) pin(pinned); });
  small.addEventListener('change', show);

  // The trial nearest to the pointer, with what the table says of it.
  const tip = make('div', { id: 'tip', hidden: true });
  document.body.append(tip);
  const nearest = (view, event) => {
    const box = view.svg.getBoundingClientRect(), scale = view.svg.viewBox.baseVal.width / box.width;
    const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
    let near = null, least = 24 * 24;
    for (const point of indexOf(view).points) {
      const distance = Math.max(0, Math.abs(point.x - x) - point.reach) ** 2 + (point.y - y) ** 2;
      if (distance < least) { least = distance; near = point.trial; }
    }
    return near;
  };
  for (const view of views) {
    view.svg.addEventListener('pointerleave', () => { tip.hidden = true; point(null); });
    view.svg.addEventListener('pointermove', event => {
      const trial = nearest(view, event), row = byTrial.get(trial);
      tip.hidden = !row;
      point(row ? trial : null);
      if (!row) return;
      tip.replaceChildren(make('b', { textContent: `trial ${trial}` }), ...facts(row).map(text => make('div', { textContent: text })));
      const left = Math.min(event.clientX + 14, document.documentElement.clientWidth - tip.offsetWidth - 8);
      const above = event.clientY + 16 + tip.offsetHeight > innerHeight;
      tip.style.left = Math.max(8, left) + scrollX + 'px';
      tip.style.top = (above ? event.clientY - tip.offsetHeight - 12 : event.clientY + 16) + scrollY + 'px';
    });
    view.svg.addEventListener('click', event => { const trial = nearest(view, event); if (trial !== null) pin(trial); });
  }
  for (const row of document.querySelectorAll('#rank tr[data-trial]')) {
    const cell = row.cells[1];
    cell.replaceChildren(pick(row.dataset.trial, cell.textContent));
  }

  // The full table: the page holds its first rows, the data all of them; so many are drawn at a time.
  const full = document.getElementById('full'), body = full.tBodies[0], heads = [...full.tHead.rows[0].cells];
  const step = 200;
  let order = rows, limit = step;
  const more = make('button', { type: 'button', className: 'plain' });
  more.addEventListener('click', () => { limit += step; fill(); });
  document.getElementById('more').replaceChildren(more);
  const fill = () => {
    body.replaceChildren(...order.slice(0, limit).map(row => {
      const line = make('tr', {}, ...row.map((text, i) => make('td', {}, i === trialColumn ? pick(text, text) : text)));
      line.dataset.trial = row[trialColumn];
      return line;
    }));
    more.hidden = order.length <= limit;
    more.textContent = `Show ${Math.min(step, order.length - limit)} more of ${order.length}`;
    show();
  };
  // Numbers as people type them and programs read them: −3.2 × 10⁻⁵ as -3.2e-5.
  const typed = text => text.replace(/−/g, '-').replace(/(?:([\d.]+)\s?×\s?|\b)10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, mantissa, power) =>
    (mantissa ?? '1') + 'e' + power.replace('⁻', '-').replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)));
  document.addEventListener('copy', event => {
    const selection = getSelection();
    if (!selection.anchorNode?.parentElement.closest('table')) return;
    event.clipboardData.setData('text/plain', typed(selection.toString()));
    event.preventDefault();
  });

  // The number that a cell shows: real minus signs, powers of ten, per cent, "<1".
  const number = text => {
    const digits = typed(text.replace(/\u00a0%$/, '').replace(/^[<>]/, ''));
    return /^[+-]?[\d.]+(e-?\d+)?$/.test(digits) ? Number(digits) : NaN;
  };
  let sorted = null, down = false, words = [], texts = null;
  const arrange = () => {
    texts ??= new Map(rows.map(row => [row, `#${row[trialColumn]} ${row.join(' ')} ${typed(row.join(' '))} `.toLowerCase()]));
    order = rows.filter(row => words.every(word => texts.get(row).includes(word[0] === '#' ? word + ' ' : word)));
    if (sorted !== null) {
      const keyed = order.map(row => ({ row, text: row[sorted], value: number(row[sorted]) }));
      const empty = item => item.text === '' || item.text === '–';
      const words = (a, b) => isNaN(a.value) - isNaN(b.value) || a.text.localeCompare(b.text);
      keyed.sort((a, b) => empty(a) - empty(b)
        || (down ? -1 : 1) * (isNaN(a.value) || isNaN(b.value) ? words(a, b) : a.value - b.value));
      order = keyed.map(item => item.row);
    }
    limit = step;
    found.textContent = words.length ? `${order.length} of ${rows.length}` : '';
    fill();
  };
  heads.forEach((head, i) => {
    const button = make('button', { type: 'button' }, ...head.childNodes);
    button.addEventListener('click', () => {
      down = sorted === i && !down;
      sorted = i;
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      arrange();
    });
    head.append(button);
  });
  const found = make('span'), input = make('input', { type: 'search', placeholder: 'Filter: he_normal, diverged, #19' });
  found.setAttribute('role', 'status');
  input.setAttribute('aria-label', 'Filter the trials');
  input.addEventListener('input', () => {
    words = typed(input.value.toLowerCase()).replace(/e(-?)0+(?=\d)/g, 'e$1').split(/\s+/).filter(Boolean);
    arrange();
  });
  document.getElementById('find').append(input, found);
  fill();

  // Brushing: on each axis a range of the values that occur, by sliders or by drawing along the axis.
  const planes = views.filter(view => view.svg.dataset.axes).map(view => {
    const lines = new Map();
    for (const element of view.svg.querySelectorAll('g[data-l]'))
      numbersOf(element.dataset.l).forEach((trial, i) => lines.set(trial, element.children[i]));
    const levels = view.svg.dataset.levels.split(' ').map(Number), places = new Map();
    for (const [trial, path] of lines) {
      const at = new Array(levels.length);
      for (const [, x, y] of path.getAttribute('d').matchAll(/[ML]([\d.-]+),([\d.-]+)/g))
        at[levels.findIndex(level => Math.abs(level - y) < 1)] = +x;
      places.set(trial, at);
    }
    return { view, lines, levels, places };
  });
  if (planes.length > 0) {
    const names = JSON.parse(planes[0].view.svg.dataset.axes), placed = planes[0].places;
    const axes = names.map((name, axis) => {
      const column = columns.findIndex(other => other.name === name), stops = new Map();
      for (const [trial, at] of placed) {
        if (at[axis] === undefined) continue;
        const text = byTrial.get(trial)[column] || 'not used';
        stops.has(text) ? stops.get(text).trials.push(trial) : stops.set(text, { text, x: at[axis], trials: [trial] });
      }
      return { name, stops: [...stops.values()].sort((a, b) => a.x - b.x), from: 0, to: Infinity };
    });
    const isFree = axis => axis.from === 0 && axis.to >= axis.stops.length - 1;
    const status = make('p', { className: 'sub' });
    status.setAttribute('role', 'status');
    const apply = () => {
      const kept = new Set(placed.keys());
      for (const axis of axes.filter(axis => !isFree(axis))) {
        const inside = new Set(axis.stops.slice(axis.from, axis.to + 1).flatMap(stop => stop.trials));
        for (const trial of kept) if (!inside.has(trial)) kept.delete(trial);
      }
      for (const plane of planes) {
        for (const [trial, path] of plane.lines) path.classList.toggle('out', !kept.has(trial));
        plane.view.svg.querySelector('.brushes')?.remove();
        const group = draw('g', { class: 'brushes' });
        axes.forEach((axis, i) => {
          if (isFree(axis)) return;
          const xs = axis.stops.slice(axis.from, axis.to + 1).flatMap(stop => stop.trials.map(trial => plane.places.get(trial)[i]));
          group.append(draw('path', { d: `M${Math.min(...xs) - 2},${plane.levels[i]}H${Math.max(...xs) + 2}` }));
        });
        plane.view.svg.append(group);
      }
      for (const axis of axes) axis.update();
      const best = rows.map(row => row[trialColumn]).filter(trial => kept.has(trial)).slice(0, 5);
      status.replaceChildren(axes.every(isFree) ? '' : `${kept.size} of ${placed.size} lines${best.length ? '; the best of them: ' : ''}`);
      if (!axes.every(isFree)) best.forEach(trial => status.append(pick(trial, '#' + trial), ' '));
    };
    const fields = axes.map(axis => {
      const last = axis.stops.length - 1, output = make('output');
      const sliders = ['from', 'to'].map(end => {
        const slider = make('input', { type: 'range', min: 0, max: last, value: end === 'from' ? 0 : last });
        slider.setAttribute('aria-label', `${axis.name} ${end}`);
        slider.addEventListener('input', () => {
          axis[end] = +slider.value;
          if (axis.from > axis.to) axis[end === 'from' ? 'to' : 'from'] = axis[end];
          apply();
        });
        return slider;
      });
      axis.update = () => {
        ['from', 'to'].forEach((end, i) => {
          sliders[i].value = Math.min(axis[end], last);
          sliders[i].setAttribute('aria-valuetext', axis.stops[sliders[i].value]?.text ?? '');
        });
        output.textContent = `${axis.stops[sliders[0].value]?.text ?? ''} … ${axis.stops[sliders[1].value]?.text ?? ''}`;
      };
      return make('fieldset', {}, make('legend', { textContent: axis.name }), ...sliders, output);
    });
    const all = make('button', { type: 'button', className: 'plain', textContent: 'Show all lines' });
    all.addEventListener('click', () => { for (const axis of axes) [axis.from, axis.to] = [0, Infinity]; apply(); });
    const summary = make('summary', { textContent: 'Narrow the lines by value, or draw along an axis' });
    const brush = make('details', { className: 'brush' }, summary, make('div', { className: 'axes' }, ...fields), all);
    planes[0].view.svg.closest('figure').querySelector('details').before(status, brush);
    for (const plane of planes) {
      const { svg } = plane.view;
      let drawn = null;
      const at = event => {
        const box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
        return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
      };
      svg.style.touchAction = 'pan-y';
      svg.addEventListener('pointerdown', event => {
        const [x, y] = at(event), axis = plane.levels.findIndex(level => Math.abs(level - y) < 11);
        if (axis >= 0) drawn = { axis, x, moved: false };
      });
      svg.addEventListener('pointermove', event => {
        if (!drawn) return;
        const [x] = at(event), [low, high] = [Math.min(x, drawn.x), Math.max(x, drawn.x)];
        if (!drawn.moved && high - low < 4) return;
        if (!drawn.moved) svg.setPointerCapture(event.pointerId);
        drawn.moved = true;
        const axis = axes[drawn.axis];
        const inside = axis.stops.map((stop, i) => [i, stop.trials.map(trial => plane.places.get(trial)[drawn.axis])])
          .filter(([, xs]) => xs.some(x => x >= low && x <= high)).map(([i]) => i);
        [axis.from, axis.to] = inside.length ? [inside[0], inside.at(-1)] : [0, Infinity];
        apply();
      });
      // A drawn range is no click on a line; a click on a brushed axis frees it.
      svg.addEventListener('click', event => {
        if (drawn?.moved) event.stopImmediatePropagation();
        else if (drawn && !isFree(axes[drawn.axis])) {
          [axes[drawn.axis].from, axes[drawn.axis].to] = [0, Infinity];
          apply();
          event.stopImmediatePropagation();
        }
        drawn = null;
      }, { capture: true });
      svg.addEventListener('pointercancel', () => drawn = null);
    }
    apply();
  }

  const warm = [...views];
  const idle = window.requestIdleCallback ?? (work => setTimeout(work, 50));
  const readNext = () => {
    const view = warm.shift();
    if (!view) return;
    if (isShown(view)) indexOf(view);
    if (pinned !== null || focused !== null || pointed !== null) show();
    idle(readNext);
  };
  idle(readNext);
})();
