'use strict';
(() => {
  const at = id => document.getElementById(id);

  const theme = at('theme');
  if (theme) {
    theme.hidden = false;
    theme.addEventListener('click', () => {
      const root = document.documentElement;
      const dark = root.dataset.theme
        ? root.dataset.theme === 'dark'
        : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
    });
  }

  const embedded = at('report');
  const load = embedded && JSON.parse(embedded.textContent).load;
  const plot = at('plot');
  if (!load || !plot) {
    return;
  }

  const axis = at('axis');
  const cursor = at('cursor');
  const readout = at('readout');
  const spoken = at('spoken');
  const sliceMs = Math.min(...load.series.map(one => one.sliceMs), load.durationMs);
  const slices = Math.max(1, Math.ceil(load.durationMs / sliceMs));
  const MOST_BANDS = 12;
  const ZOOMS = [1, 2, 4, 8, 16];
  let current = 0;
  let zoom = 0;

  // As Figures.java writes them.
  const tenths = number => (Math.round(number * 10) / 10).toFixed(1);
  const count = number => String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ',');
  const instant = ms => tenths(ms / 1000) + ' s';
  const millis = ms => {
    if (ms < 9.95) return tenths(ms) + ' ms';
    const whole = Math.round(ms);
    if (whole < 1000) return whole + ' ms';
    if (whole < 60000) return tenths(whole / 1000) + ' s';
    const seconds = Math.round(whole / 1000);
    return count(Math.floor(seconds / 60)) + ' min ' + seconds % 60 + ' s';
  };

  const figures = time => load.series.map(one => {
    const slice = Math.floor((time - one.startMs) / one.sliceMs);
    if (slice < 0 || slice >= one.done.length) return null;
    const figure = ms => ms === null ? (one.voided[slice] ? 'void' : '—') : millis(ms);
    return {
      version: one.version,
      due: count(one.done[slice]),
      failed: count(one.failed[slice]),
      p50: figure(one.p50Ms[slice]),
      p99: figure(one.p99Ms[slice]),
      longest: figure(one.maxMs[slice]),
      isDue: one.done[slice] > 0
    };
  }).filter(Boolean);

  // As VisibleText.java writes them: nothing hides, and nothing turns the writing direction.
  const visible = text => text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, character => {
    if (character === '\n') return '⏎';
    if (character === '\t') return ' ';
    return '(U+' + character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0') + ')';
  });

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = visible(text);
    if (className) made.className = className;
    return made;
  };

  const table = rows => {
    const heads = ['due', 'failed', 'p50', 'p99', 'longest'];
    const made = element('table');
    const head = made.createTHead().insertRow();
    ['', ...heads].forEach(word => head.append(element('th', word)));
    const body = made.createTBody();
    rows.forEach(row => {
      const line = body.insertRow();
      line.append(element('th', row.version));
      heads.forEach(name => line.append(element('td', row[name], name === 'failed' && row[name] !== '0' ? 'bad' : '')));
    });
    return made;
  };

  const list = bands => {
    const made = element('ul');
    bands.slice(0, MOST_BANDS).forEach(band => {
      const item = element('li', undefined, band.bad ? 'bad' : '');
      item.append(element('span', band.kind.replace('-', ' '), 'kind'), ' ' + visible(band.label) + ', ' + millis(band.endMs - band.startMs));
      made.append(item);
    });
    if (bands.length > MOST_BANDS) made.append(element('li', bands.length - MOST_BANDS + ' more'));
    return made;
  };

  const sentence = (from, rows, bands) => [
    'At ' + instant(from),
    ...bands.filter(band => band.kind !== 'lock-wait').map(band => band.kind + ' ' + band.label),
    ...rows.filter(row => row.isDue).map(row => row.version + ': ' + row.due + ' due, ' + row.failed + ' failed, p50 '
      + row.p50 + ', p99 ' + row.p99 + ', longest ' + row.longest)
  ].join('. ') + '.';

  const reveal = fraction => {
    const width = axis.getBoundingClientRect().width;
    const x = fraction * width;
    if (x < plot.scrollLeft || x > plot.scrollLeft + plot.clientWidth) {
      plot.scrollLeft = x - plot.clientWidth / 2;
    }
  };

  const show = (slice, aloud) => {
    current = Math.min(slices - 1, Math.max(0, slice));
    const from = current * sliceMs;
    const middle = Math.min(load.durationMs, from + sliceMs / 2);
    const percent = 100 * middle / load.durationMs + '%';
    cursor.setAttribute('x1', percent);
    cursor.setAttribute('x2', percent);
    cursor.setAttribute('visibility', 'visible');
    const bands = load.bands.filter(band => band.startMs < from + sliceMs && band.endMs > from);
    const rows = figures(middle);
    const when = element('div', undefined, 'when');
    const moment = bands.find(band => band.kind === 'moment');
    when.append(element('strong', instant(from)), moment ? ' ' + visible(moment.label) : '');
    readout.replaceChildren(when, table(rows), list(bands.filter(band => band.kind !== 'moment')));
    plot.setAttribute('aria-valuenow', Math.round(from));
    plot.setAttribute('aria-valuetext', instant(from));
    if (aloud) {
      spoken.textContent = visible(sentence(from, rows, bands));
      reveal(middle / load.durationMs);
    }
  };

  const pointed = event => {
    const box = axis.getBoundingClientRect();
    show(Math.floor((event.clientX - box.left) / box.width * load.durationMs / sliceMs), false);
  };
  axis.addEventListener('pointermove', pointed);
  axis.addEventListener('pointerdown', pointed);

  const second = Math.max(1, Math.round(1000 / sliceMs));
  const moves = {
    ArrowLeft: () => current - 1,
    ArrowRight: () => current + 1,
    ArrowDown: () => current - 1,
    ArrowUp: () => current + 1,
    PageDown: () => current - second,
    PageUp: () => current + second,
    Home: () => 0,
    End: () => slices - 1
  };
  plot.addEventListener('keydown', event => {
    const move = moves[event.key];
    if (move && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      show(move(), true);
    }
  });
  at('earlier').addEventListener('click', () => show(current - 1, true));
  at('later').addEventListener('click', () => show(current + 1, true));

  const zoomTo = step => {
    zoom = Math.min(ZOOMS.length - 1, Math.max(0, step));
    axis.style.width = 100 * ZOOMS[zoom] + '%';
    at('zoom-in').disabled = zoom === ZOOMS.length - 1;
    at('zoom-out').disabled = zoom === 0;
    const x = (current + 0.5) * sliceMs / load.durationMs * axis.getBoundingClientRect().width;
    plot.scrollLeft = x - plot.clientWidth / 2;
  };
  at('zoom-in').addEventListener('click', () => zoomTo(zoom + 1));
  at('zoom-out').addEventListener('click', () => zoomTo(zoom - 1));

  plot.tabIndex = 0;
  plot.setAttribute('role', 'slider');
  plot.setAttribute('aria-label', 'Instant on the time line');
  plot.setAttribute('aria-valuemin', 0);
  plot.setAttribute('aria-valuemax', Math.round(load.durationMs));
  at('controls').hidden = false;
  zoomTo(0);

  // A reader wants to know first what was worst.
  const outages = load.bands.filter(band => band.kind === 'outage');
  const worst = outages.reduce((one, other) =>
    other.endMs - other.startMs > one.endMs - one.startMs ? other : one, outages[0]);
  show(worst ? Math.ceil(worst.startMs / sliceMs) : 0, false);
})();
