package dev.tarn.catalog.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** A file with one listing, which comes into being with its first entity. */
final class ListingFile implements AutoCloseable {
  private final Path file;
  private final Section section;
  private final boolean everyMember;
  private @Nullable CliJsonWriter writer;

  ListingFile(Path file, Section section, boolean everyMember) {
    this.file = file;
    this.section = section;
    this.everyMember = everyMember;
  }

  /** Begins the file, though it may stay without entities. */
  void begin() throws IOException {
    writer();
  }

  private CliJsonWriter writer() throws IOException {
    CliJsonWriter begun = writer;
    if (begun == null) {
      begun = CliJsonWriter.create(file, everyMember);
      writer = begun;
      begun.beginSection(section);
    }
    return begun;
  }

  void write(SdkPojo entity) throws IOException {
    writer().item(entity);
  }

  /** Puts the file in place; without an entity, removes the one of an earlier export. */
  void finish() throws IOException {
    if (writer == null) {
      Files.deleteIfExists(file);
    } else {
      writer.endSection();
      writer.finish();
    }
  }

  /** Discards the file unless it is finished. */
  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
