// The outline beside every page: modules, sections, lessons, progress marks.
import { lessonUrl } from './addresses';
import {
  lessons,
  modules,
  sections,
  type Heading,
  type Lesson,
} from '../outline';
import { html, type Html } from './html';

/** All modules, the one of the current lesson open. */
export function outlineNav(current?: Lesson): Html {
  return html`<ul class="modules">
    <li class="first">
      <a href="/" ${!current && html` aria-current="page"`}>Course map</a>
    </li>
    ${modules.map((one) => moduleItem(one, current))}
  </ul>`;
}

function moduleItem(module: Heading, current?: Lesson): Html {
  const inside = lessons.filter((one) => one.module === module.id);
  const open = current
    ? current.module === module.id
    : inside.some((one) => one.written);
  const coming = !inside.some((one) => one.written);
  return html`<li><details${open && html` open`}>
<summary><span class="number">${module.id}</span> <span>${module.title}</span>${coming && html` <span class="coming">coming</span>`}</summary>
<ul>${lessonItems(inside, current)}</ul>
</details></li>
`;
}

function lessonItems(inside: Lesson[], current?: Lesson): Html[] {
  return inside.map((one, i) => {
    const isFirst = one.section !== inside[i - 1]?.section;
    const heading = isFirst && sections.find((each) => each.id === one.section);
    return html`${
      heading && html`<li class="section">${heading.title}</li> `
    }${lessonItem(one, one === current)}`;
  });
}

/** A lesson as a link with its mark, or as plain text while it is coming. */
export function lessonItem(lesson: Lesson, isCurrent = false): Html {
  if (!lesson.written) {
    return html`<li class="lesson is-coming">
      <span class="mark"></span
      ><span class="text"
        >${lesson.title} <span class="coming">coming</span></span
      >
    </li> `;
  }
  return html`<li class="lesson" data-id="${lesson.id}">
    <a href="${lessonUrl(lesson)}" ${isCurrent && html` aria-current="page"`}
      ><span class="mark"></span
      ><span class="text"
        ><span class="number">${lesson.id}</span> ${lesson.title}<span
          class="unseen"
          data-done
        ></span></span
    ></a>
  </li> `;
}
