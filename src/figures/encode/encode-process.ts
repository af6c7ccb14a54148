/** What the process runs that encodes the figures of another. */

import { answerTasks } from '../../process/answer-tasks.js';
import { doEncoderTask } from './encode-task.js';

answerTasks(doEncoderTask);
