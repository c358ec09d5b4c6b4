/** It comes without types: whoever imports it gets it started in the same thread. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs'
