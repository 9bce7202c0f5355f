package dev.tarn.query.trino.file;

import dev.tarn.query.engine.WrittenFiles;
import dev.tarn.storage.ObjectStore;
import io.trino.filesystem.TrinoFileSystem;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.spi.security.ConnectorIdentity;

/** Hands out the one file system; there is nothing to choose by identity. */
public final class ObjectFileSystemFactory implements TrinoFileSystemFactory {
  private final TrinoFileSystem fileSystem;

  public ObjectFileSystemFactory(ObjectStore objects, WrittenFiles writtenFiles) {
    this.fileSystem = new ObjectFileSystem(objects, writtenFiles);
  }

  @Override
  public TrinoFileSystem create(ConnectorIdentity identity) {
    return fileSystem;
  }
}
