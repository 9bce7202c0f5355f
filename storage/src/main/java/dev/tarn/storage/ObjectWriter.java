package dev.tarn.storage;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An object being written, visible to nobody until {@link #commit()}. {@link #close()} without a
 * commit discards it.
 */
public abstract class ObjectWriter extends OutputStream {

  /**
   * Publishes the object in one step: readers see the old object or the whole new one.
   *
   * @throws java.nio.file.FileAlreadyExistsException when it was to be written only if absent and
   *     is there
   */
  public abstract ObjectHead commit() throws IOException;
}
