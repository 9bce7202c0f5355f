package dev.tarn.storage;

import dev.tarn.storage.AttributesCodec.State;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Uploads in parts. An upload is a directory of parts beside the bucket's attributes, outside any
 * listing of objects; it survives restarts and goes when it is completed or aborted.
 */
public final class MultipartUploads {

  private static final String DESCRIPTION = "upload.json";
  private static final int ID_BYTES = 32;

  private final LocalObjectStore store;
  private final Path meta;
  private final AtomicFiles files;
  private final SecureRandom random = new SecureRandom();

  MultipartUploads(LocalObjectStore store, Path meta, AtomicFiles files) {
    this.store = store;
    this.meta = meta;
    this.files = files;
  }

  /** Starts an upload; a checksum algorithm comes with a checksum type. */
  public MultipartUpload create(
      ObjectKey key,
      ObjectAttributes attributes,
      @Nullable String checksumAlgorithm,
      @Nullable String checksumType)
      throws IOException {
    store.requireBucket(key.bucket());
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    MultipartUpload upload =
        new MultipartUpload(
            key,
            HexFormat.of().formatHex(id),
            Instant.now(),
            attributes,
            checksumAlgorithm,
            checksumType);
    ObjectAttributes described =
        checksumAlgorithm == null || checksumType == null
            ? attributes
            : attributes.withChecksum(
                new ObjectAttributes.Checksum(checksumAlgorithm, checksumType, ""));
    FileIdentity identity = new FileIdentity(0, upload.initiated());
    files.replace(
        directory(key.bucket(), upload.uploadId()).resolve(DESCRIPTION),
        AttributesCodec.encode(key.key(), List.of(new State(identity, described))));
    return upload;
  }

  /** Fails with NoSuchUpload, also when the id belongs to another key. */
  public MultipartUpload get(ObjectKey key, String uploadId) throws IOException {
    store.requireBucket(key.bucket());
    if (!isUploadId(uploadId)) {
      throw S3Errors.noSuchUpload();
    }
    MultipartUpload upload = read(key.bucket(), uploadId);
    if (upload == null || !upload.key().equals(key)) {
      throw S3Errors.noSuchUpload();
    }
    return upload;
  }

  /** All uploads into a bucket, by key and then by the time they were started. */
  public List<MultipartUpload> list(String bucket) throws IOException {
    store.requireBucket(bucket);
    List<MultipartUpload> uploads = new ArrayList<>();
    for (Path directory : children(meta.resolve(bucket).resolve("uploads"))) {
      MultipartUpload upload = read(bucket, directory.getFileName().toString());
      if (upload != null) {
        uploads.add(upload);
      }
    }
    uploads.sort(
        Comparator.comparing((MultipartUpload upload) -> upload.key().key(), Utf8Order.INSTANCE)
            .thenComparing(MultipartUpload::initiated)
            .thenComparing(MultipartUpload::uploadId));
    return uploads;
  }

  /**
   * Forgets the uploads that were started before this and what is left of uploads that a crash kept
   * from being forgotten. S3 keeps uploads for ever, but nobody pays for these by the month.
   */
  public void abortStartedBefore(String bucket, Instant time) throws IOException {
    for (Path directory : children(meta.resolve(bucket).resolve("uploads"))) {
      MultipartUpload upload = read(bucket, directory.getFileName().toString());
      if (upload == null) {
        FileTrees.delete(directory);
      } else if (upload.initiated().isBefore(time)) {
        abort(upload);
      }
    }
  }

  /** Starts a part; nothing is kept of it unless it is committed. */
  public PartWriter writePart(MultipartUpload upload) throws IOException {
    return new PartWriter(upload, store.newTemporaryFile());
  }

  /** The parts by number, each as it was uploaded last. */
  public NavigableMap<Integer, UploadedPart> parts(MultipartUpload upload) throws IOException {
    TreeMap<Integer, UploadedPart> parts = new TreeMap<>();
    for (Path file : children(directory(upload))) {
      BasicFileAttributes attributes = ObjectPaths.attributesOf(file);
      if (attributes != null) {
        UploadedPart.of(file, attributes)
            .ifPresent(part -> parts.merge(part.number(), part, MultipartUploads::later));
      }
    }
    return parts;
  }

  /**
   * Joins parts into the object and forgets the upload. Until the object is published the upload
   * stays as it is, so that completing can be tried again.
   */
  public StoredObject complete(
      MultipartUpload upload,
      List<UploadedPart> parts,
      ObjectAttributes attributes,
      Precondition precondition)
      throws IOException {
    StoredObject published;
    try (LocalObjectWriter writer = store.write(upload.key(), attributes, Precondition.NONE)) {
      for (UploadedPart part : parts) {
        try (FileChannel channel = FileChannel.open(part.file(), StandardOpenOption.READ)) {
          writer.transferFrom(channel, 0, part.size());
        } catch (NoSuchFileException replaced) {
          throw S3Errors.of(
              "InvalidPart",
              "One or more of the specified parts could not be found.  The part may not have been"
                  + " uploaded, or the specified entity tag may not match the part's entity tag.",
              400);
        }
      }
      published = writer.commit(attributes, precondition);
    }
    abort(upload);
    return published;
  }

  /** Forgets the upload and its parts. */
  public void abort(MultipartUpload upload) throws IOException {
    // Without its description it is no upload any more, whatever else is still to be deleted.
    files.delete(directory(upload).resolve(DESCRIPTION));
    try {
      FileTrees.delete(directory(upload));
    } catch (FileSystemException partArrivedMeanwhile) {
      FileTrees.delete(directory(upload));
    }
  }

  /** A part being written. */
  public final class PartWriter extends OutputStream {

    private final MultipartUpload upload;
    private final TemporaryFile file;

    private PartWriter(MultipartUpload upload, TemporaryFile file) {
      this.upload = upload;
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      file.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
    }

    /** Keeps the part in place of one with the same number. */
    public void commit(
        int number, String eTag, @Nullable String checksumAlgorithm, @Nullable String checksumHex)
        throws IOException {
      UploadedPart old = parts(upload).get(number);
      Path target =
          directory(upload)
              .resolve(UploadedPart.fileName(number, eTag, checksumAlgorithm, checksumHex));
      Path finished = file.finish();
      store.stamp(finished);
      try {
        files.move(finished, target);
      } catch (NoSuchFileException aborted) {
        throw S3Errors.noSuchUpload();
      }
      if (old != null && !old.file().equals(target)) {
        files.delete(old.file());
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  private static UploadedPart later(UploadedPart one, UploadedPart other) {
    return one.lastModified().isAfter(other.lastModified()) ? one : other;
  }

  private @Nullable MultipartUpload read(String bucket, String uploadId) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(directory(bucket, uploadId).resolve(DESCRIPTION));
    } catch (NoSuchFileException gone) {
      return null;
    }
    Map.Entry<String, List<State>> description = AttributesCodec.decodeWithKey(content);
    State state = description.getValue().getFirst();
    ObjectAttributes.Checksum checksum = state.attributes().checksum();
    return new MultipartUpload(
        new ObjectKey(bucket, description.getKey()),
        uploadId,
        state.identity().modified(),
        state.attributes().withChecksum(null),
        checksum == null ? null : checksum.algorithm(),
        checksum == null ? null : checksum.type());
  }

  private static List<Path> children(Path directory) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      List<Path> all = new ArrayList<>();
      children.forEach(all::add);
      return all;
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    }
  }

  private Path directory(MultipartUpload upload) {
    return directory(upload.key().bucket(), upload.uploadId());
  }

  private Path directory(String bucket, String uploadId) {
    return meta.resolve(bucket).resolve("uploads").resolve(uploadId);
  }

  private static boolean isUploadId(String text) {
    return text.length() == 2 * ID_BYTES
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
