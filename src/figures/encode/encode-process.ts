/** What the process runs that encodes the figures of another. */

import { answerTasks } from '../../process/helper-process.js';
import { doEncoderTask } from './encode-task.js';

answerTasks(doEncoderTask);
