package dev.tarn.query.trino.file;

import dev.tarn.query.engine.WrittenFiles;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;

/** Publishes the object on close, unless a write before it failed. */
final class ObjectOutputStream extends OutputStream {
  private final ObjectWriter writer;
  private final ObjectKey key;
  private final WrittenFiles writtenFiles;
  private boolean closed;
  private boolean failed;

  ObjectOutputStream(ObjectWriter writer, ObjectKey key, WrittenFiles writtenFiles) {
    this.writer = writer;
    this.key = key;
    this.writtenFiles = writtenFiles;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ensureOpen();
    boolean written = false;
    try {
      writer.write(bytes, offset, length);
      written = true;
    } finally {
      failed |= !written;
    }
  }

  @Override
  public void flush() throws IOException {
    ensureOpen();
    writer.flush();
  }

  private void ensureOpen() throws IOException {
    if (closed) {
      throw new IOException("Output stream closed: " + key);
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (writer) {
      if (!failed) {
        FileFailures.accessing(key.uri(), writer::commit);
        writtenFiles.published(key.uri());
      }
    }
  }
}
