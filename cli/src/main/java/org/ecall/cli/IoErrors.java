package org.ecall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in words what the file system says by the type of an exception. */
public final class IoErrors {

  private IoErrors() {}

  /**
   * Describes an error.
   *
   * @param e what went wrong
   * @return one clause that names the file, where the exception does
   */
  public static String describe(IOException e) {
    return switch (e) {
      case NoSuchFileException file -> "no such file or directory: " + file.getFile();
      case AccessDeniedException file -> "access denied: " + file.getFile();
      case NotDirectoryException file -> "not a directory: " + file.getFile();
      case FileAlreadyExistsException file -> "exists already: " + file.getFile();
      case DirectoryNotEmptyException file -> "directory not empty: " + file.getFile();
      case FileSystemException file -> String.valueOf(file.getMessage());
      case CharacterCodingException text -> "not text: " + text.getMessage();
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }

  /**
   * Describes the error inside.
   *
   * @param e what a stream of files or lines ended with
   * @return one clause that names the file, where the exception does
   */
  public static String describe(UncheckedIOException e) {
    IOException cause = e.getCause();
    return cause == null ? e.toString() : describe(cause);
  }
}
