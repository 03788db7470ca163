import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
