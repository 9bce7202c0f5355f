package dev.tarn.catalog.iceberg;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** Lets Iceberg's own code read and change metadata in memory; nothing is written. */
final class HeldMetadata implements TableOperations {
  private final FileIO files;
  private TableMetadata metadata;

  HeldMetadata(TableMetadata metadata, FileIO files) {
    this.metadata = metadata;
    this.files = files;
  }

  @Override
  public TableMetadata current() {
    return metadata;
  }

  @Override
  public TableMetadata refresh() {
    return metadata;
  }

  @Override
  public void commit(TableMetadata base, TableMetadata changed) {
    metadata = changed;
  }

  @Override
  public FileIO io() {
    return files;
  }

  @Override
  public String metadataFileLocation(String fileName) {
    throw new UnsupportedOperationException("Nothing is written");
  }

  @Override
  public LocationProvider locationProvider() {
    throw new UnsupportedOperationException("Nothing is written");
  }
}
