// An S3-compatible server in a process of its own; prints its port, ends when its standard input does.
// Usage: node --openssl-legacy-provider s3-process.mjs <folder> <bucket>   (its tokens of long lists use an old cipher)
import S3rver from 's3rver';

const [directory, name] = process.argv.slice(2);
const server = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory, configureBuckets: [{ name }] });
const { port } = await server.run();
process.stdout.write(`${port}\n`);
process.stdin.resume().once('end', () => process.exit(0));
