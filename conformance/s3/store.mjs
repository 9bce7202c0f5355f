// Walks through the object store with the AWS SDK for JavaScript 3. Uses AWS_ENDPOINT_URL.
import assert from "node:assert";
import {
  CopyObjectCommand, CreateBucketCommand, DeleteBucketCommand, DeleteObjectsCommand, GetObjectCommand,
  HeadObjectCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client, paginateListObjectsV2,
  ListObjectVersionsCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";

const s3 = new S3Client({ forcePathStyle: true });
const Bucket = "javascript-store";
await s3.send(new CreateBucketCommand({ Bucket }));
await s3.send(new PutObjectCommand({ Bucket, Key: "a/ünï +1", Body: "hello", Metadata: { color: "red" } }));
const got = await s3.send(new GetObjectCommand({ Bucket, Key: "a/ünï +1" }));
assert.equal(await got.Body.transformToString(), "hello");
assert.equal(got.Metadata.color, "red");
const Body = Buffer.alloc(12 << 20, "x");
await new Upload({ client: s3, params: { Bucket, Key: "big", Body }, partSize: 5 << 20 }).done();
assert.equal((await s3.send(new HeadObjectCommand({ Bucket, Key: "big" }))).ContentLength, 12 << 20);
await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/big` }));
const keys = [];
for await (const page of paginateListObjectsV2({ client: s3, pageSize: 1 }, { Bucket })) {
  keys.push(...page.Contents.map((found) => found.Key));
}
assert.deepEqual(keys, ["a/ünï +1", "big", "copy"]);
await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } }));
const all = await s3.send(new ListObjectVersionsCommand({ Bucket }));
const Objects = [...all.Versions, ...all.DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
assert.equal(Objects.length, 6);
await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
await s3.send(new DeleteBucketCommand({ Bucket }));
console.log("ok");
