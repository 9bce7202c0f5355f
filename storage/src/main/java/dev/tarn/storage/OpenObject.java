package dev.tarn.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** An object and the channel of its bytes, both of the same moment. Close it. */
public record OpenObject(StoredObject object, FileChannel channel) implements Closeable {

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
