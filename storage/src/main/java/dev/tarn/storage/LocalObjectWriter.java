package dev.tarn.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Writes an object's bytes to a temp file and has the store publish it. Not thread-safe. */
public final class LocalObjectWriter extends ObjectWriter {

  private final LocalObjectStore store;
  private final ObjectKey key;
  private final TemporaryFile file;
  private final ObjectAttributes attributes;
  private final Precondition precondition;
  private boolean finished;

  LocalObjectWriter(
      LocalObjectStore store,
      ObjectKey key,
      TemporaryFile file,
      ObjectAttributes attributes,
      Precondition precondition) {
    this.store = store;
    this.key = key;
    this.file = file;
    this.attributes = attributes;
    this.precondition = precondition;
  }

  @Override
  public void write(int b) throws IOException {
    file.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    file.write(bytes, offset, length);
  }

  /** Appends bytes of a file without taking them through this process where the system can. */
  public void transferFrom(FileChannel source, long position, long length) throws IOException {
    file.transferFrom(source, position, length);
  }

  @Override
  public void flush() throws IOException {
    file.flush();
  }

  @Override
  public ObjectHead commit() throws IOException {
    return commit(attributes, precondition).head();
  }

  /** Publishes with attributes that were only known at the end. */
  public StoredObject commit(ObjectAttributes finalAttributes, Precondition finalPrecondition)
      throws IOException {
    if (finished) {
      throw new IOException("The object is already committed or discarded: " + key);
    }
    StoredObject published = store.publish(file.finish(), key, finalAttributes, finalPrecondition);
    finished = true;
    return published;
  }

  @Override
  public void close() throws IOException {
    if (!finished) {
      finished = true;
      file.close();
    }
  }
}
