// SPDX-License-Identifier: MIT
// Follows the studio while a course is written: loads the page anew when the course has changed,
// goes to the screen that the author went to, and says when the preview has ended. No package
// holds this file. It runs before the page starts, so that the page starts at the right screen.
"use strict";

const LIVE_KEY = "coursewright:live";
const LIVE_RETRY_MS = 1000;

class Live {
  constructor() {
    /** @type {CourseData} */
    this.course = JSON.parse(part(document, "#course", HTMLScriptElement).textContent ?? "");
    this.order = this.course.modules.flatMap((m) => m.lessons.flatMap((l) => l.screens)).map((s) => s.id);
    this.store = new LocalStore(`coursewright:${this.course.unit.iri}:`, sessionStorage);
    const { version, went } = document.documentElement.dataset;
    this.version = Number(version);
    /** @type {LiveKept} */
    this.kept = JSON.parse(sessionStorage.getItem(LIVE_KEY) ?? "null") ?? {
      order: [], went: Number(went), screen: "", y: 0, main: 0,
    };
    this.known = "";
    this.failures = 0;
    this.bar = this.makeBar();
    /** @type {LiveNews | null} */
    this.news = null;
    this.settle();
    // Not "load": that one waits for clips, which may still have to be cut.
    document.addEventListener("DOMContentLoaded", () => {
      this.scrollBack();
      void this.follow();
    });
    new MutationObserver(() => this.tell()).observe(part(document, "main", HTMLElement), {
      childList: true,
    });
  }

  makeBar() {
    const style = element("link", "");
    style.rel = "stylesheet";
    style.href = "live.css";
    document.head.append(style);
    const bar = element("p", "live-bar");
    bar.setAttribute("role", "status");
    bar.hidden = true;
    document.body.append(bar);
    return bar;
  }

  /** Begin where the page was before; where that screen is gone, beside it. */
  settle() {
    const here = this.store.get("location") ?? "";
    const asked = location.hash.slice(1);
    if (!here && this.order.includes(asked)) {
      this.store.set("location", asked);
    } else if (here && !this.order.includes(here)) {
      this.store.set("location", this.neighbour(here));
    }
    this.kept.order = this.order;
    this.keep();
  }

  /**
   * @param {string} gone
   * @returns {string}
   */
  neighbour(gone) {
    const at = this.kept.order.indexOf(gone);
    const after = this.kept.order.slice(at + 1).find((id) => this.order.includes(id));
    const before = this.kept.order.slice(0, Math.max(0, at)).reverse().find((id) => this.order.includes(id));
    return after ?? before ?? "";
  }

  keep() {
    sessionStorage.setItem(LIVE_KEY, JSON.stringify(this.kept));
  }

  scrollBack() {
    if (this.kept.screen && this.kept.screen === coursePage?.shown) {
      window.scrollTo(0, this.kept.y);
      part(document, "main", HTMLElement).scrollTop = this.kept.main;
    }
    this.kept.screen = "";
    this.keep();
  }

  async follow() {
    for (;;) {
      try {
        const answer = await fetch(`poll?known=${encodeURIComponent(this.known)}`);
        /** @type {LiveNews} */
        const news = await answer.json();
        this.failures = 0;
        if (this.take(news)) {
          return;
        }
      } catch {
        // A laptop that slept breaks connections, too: only the second failure is the end.
        this.failures += 1;
        this.tell();
        await new Promise((done) => setTimeout(done, LIVE_RETRY_MS));
      }
    }
  }

  /**
   * @param {LiveNews} news
   * @returns {boolean} whether there is nothing more to follow
   */
  take(news) {
    this.news = news;
    this.known = news.mark;
    if (news.version !== this.version && !news.ended) {
      this.reload();
      return true;
    }
    if (news.went !== this.kept.went) {
      this.go(news.screen);
    }
    this.kept.went = news.went;
    this.keep();
    this.tell();
    return news.ended;
  }

  reload() {
    this.kept.screen = coursePage?.shown ?? "";
    this.kept.y = window.scrollY;
    this.kept.main = part(document, "main", HTMLElement).scrollTop;
    this.keep();
    location.reload();
  }

  /** @param {string} screen */
  go(screen) {
    if (this.order.includes(screen) && coursePage?.shown !== screen) {
      coursePage?.display(screen);
    }
  }

  /** Say below the page what its author should know now. */
  tell() {
    const shown = [...document.querySelectorAll("main video")];
    const notes = shown.map((video) => this.news?.notes[video.getAttribute("src") ?? ""] ?? "");
    const ended = this.news?.ended || this.failures > 1;
    const text = ended ? this.news?.words.ended : this.news?.problem || notes.find(Boolean);
    this.bar.lang = this.news?.words.language ?? "";
    this.bar.hidden = !text;
    if (this.bar.textContent !== (text ?? "")) {
      this.bar.textContent = text ?? "";
    }
  }
}

new Live();
