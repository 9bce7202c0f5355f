package dev.tarn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Multipart uploads through the SDK's own client. */
class MultipartWireTest {

  private static final String BUCKET = "lake";
  private static final int PART_BYTES = 5 << 20;

  @TempDir Path directory;
  private S3TestServer server;
  private S3Client s3;
  private final byte[] content = new byte[2 * PART_BYTES + 1000];

  @BeforeEach
  void start() throws Exception {
    new Random(1).nextBytes(content);
    server = new S3TestServer(directory, 0);
    s3 = server.client();
    s3.createBucket(request -> request.bucket(BUCKET));
  }

  @AfterEach
  void stop() {
    s3.close();
    server.close();
  }

  @Test
  void partsBecomeOneObjectAlsoAcrossARestart() throws Exception {
    String id =
        s3.createMultipartUpload(r ->
                r.bucket(BUCKET).key("big/object").contentType("text/x").metadata(Map.of("a", "b")))
            .uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    parts.add(upload(id, 1, 0, PART_BYTES));
    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
    stop();
    server = new S3TestServer(directory, 0);
    s3 = server.client();
    upload(id, 2, 0, PART_BYTES); // replaced by the next
    parts.add(upload(id, 2, PART_BYTES, PART_BYTES));
    parts.add(upload(id, 3, 2 * PART_BYTES, 1000));
    complete(id, parts);
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("big/object")).asByteArray())
        .isEqualTo(content);
    HeadObjectResponse head = s3.headObject(r -> r.bucket(BUCKET).key("big/object"));
    assertThat(head.eTag()).matches("\"[0-9a-f]{32}-3\"");
    assertThat(head.contentType()).isEqualTo("text/x");
    assertThat(head.metadata()).isEqualTo(Map.of("a", "b"));
    assertThat(s3.listMultipartUploads(r -> r.bucket(BUCKET)).uploads()).isEmpty();
    // Whoever did not get the answer completes again.
    complete(id, parts);
    assertThat(
            s3.getObject(r -> r.bucket(BUCKET).key("big/object").partNumber(2))
                .response()
                .contentLength())
        .isEqualTo(PART_BYTES);
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key("big/object").partNumber(3)).partsCount())
        .isEqualTo(3);
  }

  @Test
  void partsAndUploadsAreListedInPages() {
    String first = create("a");
    String second = create("b");
    for (int number : List.of(7, 2, 5)) {
      upload("b", second, number, 0, 100);
    }
    ListPartsResponse page =
        s3.listParts(r -> r.bucket(BUCKET).key("b").uploadId(second).maxParts(2));
    assertThat(page.parts()).extracting(part -> part.partNumber()).containsExactly(2, 5);
    assertThat(page.isTruncated()).isTrue();
    assertThat(
            s3.listParts(r ->
                    r.bucket(BUCKET)
                        .key("b")
                        .uploadId(second)
                        .partNumberMarker(page.nextPartNumberMarker()))
                .parts())
        .extracting(part -> part.partNumber())
        .containsExactly(7);
    List<String> ids = new ArrayList<>();
    s3.listMultipartUploadsPaginator(r -> r.bucket(BUCKET).maxUploads(1))
        .uploads()
        .forEach(upload -> ids.add(upload.uploadId()));
    assertThat(ids).containsExactly(first, second);
    s3.abortMultipartUpload(r -> r.bucket(BUCKET).key("b").uploadId(second));
    refused("NoSuchUpload", () -> upload("b", second, 1, 0, 100));
    refused("NoSuchUpload", () -> s3.listParts(r -> r.bucket(BUCKET).key("other").uploadId(first)));
  }

  @Test
  void whatCannotBeCompletedIsRefusedAndTheUploadStays() {
    String id = create("k");
    CompletedPart small = upload("k", id, 1, 0, 100);
    CompletedPart last = upload("k", id, 2, 0, 100);
    refused("EntityTooSmall", () -> complete("k", id, List.of(small, last)));
    refused("InvalidPartOrder", () -> complete("k", id, List.of(last, small)));
    refused(
        "InvalidPart", () -> complete("k", id, List.of(small.toBuilder().eTag("\"x\"").build())));
    refused("MalformedXML", () -> complete("k", id, List.of()));
    complete("k", id, List.of(small));
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key("k")).contentLength()).isEqualTo(100);
  }

  @Test
  void aPartIsCopiedFromARangeOfAnObject() {
    s3.putObject(r -> r.bucket(BUCKET).key("source"), RequestBody.fromBytes(content));
    String id = create("k");
    String eTag =
        s3.uploadPartCopy(r ->
                r.sourceBucket(BUCKET)
                    .sourceKey("source")
                    .copySourceRange("bytes=10-19")
                    .destinationBucket(BUCKET)
                    .destinationKey("k")
                    .uploadId(id)
                    .partNumber(1))
            .copyPartResult()
            .eTag();
    complete("k", id, List.of(CompletedPart.builder().partNumber(1).eTag(eTag).build()));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    expected.write(content, 10, 10);
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")).asByteArray())
        .isEqualTo(expected.toByteArray());
  }

  @Test
  void checksumsOfTheWholeComeFromTheParts() {
    String put =
        s3.putObject(
                r -> r.bucket(BUCKET).key("whole").checksumAlgorithm(ChecksumAlgorithm.CRC32),
                RequestBody.fromBytes(content))
            .checksumCRC32();
    String id =
        s3.createMultipartUpload(r ->
                r.bucket(BUCKET)
                    .key("k")
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                    .checksumType(ChecksumType.FULL_OBJECT))
            .uploadId();
    List<CompletedPart> parts =
        List.of(
            upload("k", id, 1, 0, PART_BYTES),
            upload("k", id, 2, PART_BYTES, PART_BYTES),
            upload("k", id, 3, 2 * PART_BYTES, 1000));
    refused("BadDigest", () -> completeWithChecksum(id, parts, "AAAAAA=="));
    completeWithChecksum(id, parts, put); // the header is about the object, not about the document
    HeadObjectResponse head =
        s3.headObject(r -> r.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumCRC32()).isEqualTo(put);
    GetObjectAttributesResponse attributes =
        s3.getObjectAttributes(r ->
            r.bucket(BUCKET)
                .key("k")
                .objectAttributes(
                    ObjectAttributes.E_TAG,
                    ObjectAttributes.CHECKSUM,
                    ObjectAttributes.OBJECT_PARTS,
                    ObjectAttributes.OBJECT_SIZE));
    assertThat(attributes.objectSize()).isEqualTo(content.length);
    assertThat(attributes.objectParts().totalPartsCount()).isEqualTo(3);
    assertThat(attributes.objectParts().parts()).hasSize(3);
    assertThat(attributes.checksum().checksumCRC32()).isEqualTo(put);
  }

  @Test
  void aCompositeChecksumNamesItsParts() {
    String id =
        s3.createMultipartUpload(
                r -> r.bucket(BUCKET).key("k").checksumAlgorithm(ChecksumAlgorithm.SHA256))
            .uploadId();
    UploadPartResponse part =
        s3.uploadPart(
            r ->
                r.bucket(BUCKET)
                    .key("k")
                    .uploadId(id)
                    .partNumber(1)
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromString("x"));
    complete(
        "k",
        id,
        List.of(
            CompletedPart.builder()
                .partNumber(1)
                .eTag(part.eTag())
                .checksumSHA256(part.checksumSHA256())
                .build()));
    assertThat(
            s3.headObject(r -> r.bucket(BUCKET).key("k").checksumMode(ChecksumMode.ENABLED))
                .checksumSHA256())
        .endsWith("=-1");
    assertThat(
            s3.headObject(
                    r -> r.bucket(BUCKET).key("k").partNumber(1).checksumMode(ChecksumMode.ENABLED))
                .checksumSHA256())
        .isEqualTo(part.checksumSHA256());
  }

  private String create(String key) {
    return s3.createMultipartUpload(r -> r.bucket(BUCKET).key(key)).uploadId();
  }

  private CompletedPart upload(String id, int number, int offset, int length) {
    return upload("big/object", id, number, offset, length);
  }

  private CompletedPart upload(String key, String id, int number, int offset, int length) {
    byte[] bytes = new byte[length];
    System.arraycopy(content, offset, bytes, 0, length);
    String eTag =
        s3.uploadPart(
                r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  private void complete(String id, List<CompletedPart> parts) {
    complete("big/object", id, parts);
  }

  private void complete(String key, String id, List<CompletedPart> parts) {
    s3.completeMultipartUpload(
        r -> r.bucket(BUCKET).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));
  }

  private void completeWithChecksum(String id, List<CompletedPart> parts, String crc32) {
    s3.completeMultipartUpload(r ->
        r.bucket(BUCKET)
            .key("k")
            .uploadId(id)
            .checksumCRC32(crc32)
            .multipartUpload(m -> m.parts(parts)));
  }

  private static void refused(String code, Runnable call) {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
