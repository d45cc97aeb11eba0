import { parentPort, workerData } from 'node:worker_threads'
import type { PdfAsked } from './pdf-aside.ts'
import { writePdfPaper } from './pdf-paper.ts'

/* The thread that writes one PDF, and ends. */

const { paper, readable } = workerData as PdfAsked
parentPort!.postMessage(new Uint8Array(await writePdfPaper(paper, readable)))
