using System.Security.Cryptography;
using System.Text;

namespace HpoRunner.Reports;

/// <summary>
/// The report's only script; the page reads without it. It sorts and filters the full table, and shows the trial nearest to the
/// pointer on charts, with what the table says of it: the data stands in the page once. Text goes in as text, never as markup.
/// </summary>
internal static class ReportScript
{
    public const string Text = """
        (() => {
          'use strict';
          const full = document.getElementById('full');
          if (!full) return;
          const heads = [...full.tHead.rows[0].cells], body = full.tBodies[0], rows = [...body.rows];
          const names = heads.map(head => head.textContent), trialColumn = names.indexOf('trial');
          const byTrial = new Map(rows.map(row => [row.cells[trialColumn].textContent, row]));
          const number = text => {
            const parts = /^([+−]?)([\d.]+)(?:×10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/.exec(text.replace(/\u00a0%$/, '').replace(/^[<>]/, ''));
            if (!parts) return NaN;
            const power = (parts[3] || '').replace('⁻', '-').replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, digit => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit));
            return (parts[1] === '−' ? -1 : 1) * Number(parts[2] + (power ? 'e' + power : ''));
          };
          let sorted = 0, down = false;
          const sortBy = column => {
            down = column === sorted && !down;
            sorted = column;
            const keyed = rows.map(row => { const text = row.cells[column].textContent; return { row, text, value: number(text) }; });
            const empty = item => item.text === '' || item.text === '–';
            keyed.sort((a, b) => empty(a) - empty(b)
              || (down ? -1 : 1) * (isNaN(a.value) || isNaN(b.value) ? isNaN(a.value) - isNaN(b.value) || a.text.localeCompare(b.text) : a.value - b.value));
            body.append(...keyed.map(item => item.row));
            heads.forEach((head, i) => i === column ? head.setAttribute('aria-sort', down ? 'descending' : 'ascending') : head.removeAttribute('aria-sort'));
          };
          heads.forEach((head, i) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.append(...head.childNodes);
            button.addEventListener('click', () => sortBy(i));
            head.append(button);
          });
          const find = document.getElementById('find'), shown = document.createElement('span'), input = document.createElement('input');
          shown.setAttribute('role', 'status');
          input.type = 'search';
          input.placeholder = 'Filter: he_normal, diverged, #19';
          input.setAttribute('aria-label', 'Filter the trials');
          let texts = null;
          input.addEventListener('input', () => {
            texts ??= rows.map(row => '#' + row.cells[trialColumn].textContent + ' ' + [...row.cells].map(cell => cell.textContent).join(' ').toLowerCase() + ' ');
            const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
            let count = 0;
            rows.forEach((row, i) => {
              const fits = words.every(word => texts[i].includes(word[0] === '#' ? word + ' ' : word));
              row.hidden = !fits;
              count += fits;
            });
            shown.textContent = words.length ? count + ' of ' + rows.length : '';
          });
          if (find) find.append(input, shown);

          const tip = document.createElement('div');
          tip.id = 'tip';
          tip.hidden = true;
          document.body.append(tip);
          const pointsOf = svg => [...svg.querySelectorAll('path[data-n]')].flatMap(path => {
            const numbers = path.dataset.n.split(',').flatMap(run => {
              const [from, to = from] = run.split('-').map(Number);
              return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
            }), found = [...path.getAttribute('d').matchAll(/M([\d.-]+),([\d.-]+)/g)];
            const each = found.length / numbers.length;
            return numbers.map((trial, i) => ({ trial, x: +found[i * each][1], y: +found[i * each][2] }));
          });
          for (const svg of document.querySelectorAll('svg.chart')) {
            if (!svg.querySelector('path[data-n]')) continue;
            let points = null, ring = null;
            const hide = () => { tip.hidden = true; if (ring) ring.style.display = 'none'; };
            svg.addEventListener('pointerleave', hide);
            svg.addEventListener('pointermove', event => {
              points ??= pointsOf(svg);
              const box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
              const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
              let near = null, least = 24 * 24;
              for (const point of points) {
                const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
                if (distance < least) { least = distance; near = point; }
              }
              const row = near && byTrial.get(near.trial);
              if (!row) return hide();
              if (!ring) {
                ring = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
                ring.setAttribute('r', 6);
                ring.setAttribute('class', 's1');
                ring.setAttribute('stroke-width', 1.5);
                svg.append(ring);
              }
              ring.style.display = '';
              ring.setAttribute('cx', near.x);
              ring.setAttribute('cy', near.y);
              tip.textContent = '';
              const title = document.createElement('b');
              title.textContent = 'trial ' + near.trial;
              tip.append(title);
              heads.forEach((head, i) => {
                const text = row.cells[i].textContent;
                if (i === trialColumn || text === '' || head.dataset.tip === undefined) return;
                const line = document.createElement('div');
                line.textContent = names[i] + ' ' + text;
                tip.append(line);
              });
              tip.hidden = false;
              const left = Math.min(event.clientX + 14, document.documentElement.clientWidth - tip.offsetWidth - 8);
              tip.style.left = Math.max(8, left) + scrollX + 'px';
              tip.style.top = (event.clientY + 16 + tip.offsetHeight > innerHeight ? event.clientY - tip.offsetHeight - 12 : event.clientY + 16) + scrollY + 'px';
            });
          }
        })();
        """;

    /// <summary>What the page's policy allows to run: this text and no other.</summary>
    public static string Hash { get; } = "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}
