import { EventEmitter } from 'node:events';
import type { Page } from 'playwright-core';
import { pages, state } from './state.ts';

/** A window without a preload, which draws a page of ours for its paper: beside the desk's own page, in the same Chromium. */
export class PrintContents extends EventEmitter {
  private page: Page | null = null;

  setWindowOpenHandler(): void {}

  async loadURL(url: string): Promise<void> {
    if (!state.serve) throw new Error('nothing is served yet');
    const response = await state.serve(new Request(url));
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    this.page = await (await pages()).newPage();
    await this.page.setContent(await response.text());
  }

  printToPDF(options: { preferCSSPageSize: boolean; printBackground: boolean }): Promise<Buffer> {
    return this.page!.pdf({
      preferCSSPageSize: options.preferCSSPageSize,
      printBackground: options.printBackground,
      tagged: true,
    });
  }

  async close(): Promise<void> {
    await this.page?.close();
  }
}
