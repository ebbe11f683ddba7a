/*
 * Stands between a program and its disk (LD_PRELOAD): writes down, in one order, what the program does to files below a folder
 * and which of it was synced. power-cut.ts makes of this what a power cut would have left on the disk.
 *
 * FOREWORD_DISK_ROOT: the folder. FOREWORD_DISK_LOG: where it is written down.
 * A record: kind (1 byte), three numbers of 8 bytes as this machine has them (file, place, length), then so many bytes.
 */
#define _GNU_SOURCE
#define _LARGEFILE64_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FDS = 4096 };
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;
/* Which file was opened as this number; 0: none of ours. The number may belong to something else by now. */
static ino_t opened[FDS];

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *folder = getenv("FOREWORD_DISK_ROOT"), *file = getenv("FOREWORD_DISK_LOG");
  if (!folder || !file) return;
  root_length = strlen(folder);
  memcpy(root, folder, root_length + 1);
  log_fd = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

static void put(const void *bytes, size_t length) {
  for (const char *at = bytes; length > 0;) {
    ssize_t done = syscall(SYS_write, log_fd, at, length);
    if (done < 0) abort();
    at += done, length -= done;
  }
}

static void note(char kind, uint64_t file, uint64_t place, const void *bytes, uint64_t length) {
  int kept = errno;
  char head[25] = {kind};
  memcpy(head + 1, &file, 8), memcpy(head + 9, &place, 8), memcpy(head + 17, &length, 8);
  put(head, sizeof head);
  if (bytes) put(bytes, length);
  errno = kept;
}

/* Makes "whole" of a path; answers whether it is below the folder. */
static int ours(int folder, const char *path, char *whole) {
  if (log_fd < 0) return 0;
  if (path[0] == '/') snprintf(whole, PATH_MAX, "%s", path);
  else {
    char link[64], base[PATH_MAX];
    snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, base, sizeof base - 1);
    if (length < 0) return 0;
    base[length] = 0;
    snprintf(whole, PATH_MAX, "%.2000s/%.2000s", base, path);
  }
  return strncmp(whole, root, root_length) == 0 && (whole[root_length] == '/' || whole[root_length] == 0);
}

static ino_t file_of(int fd) {
  struct stat64 is;
  if (log_fd < 0 || fd < 0 || fd >= FDS || !opened[fd]) return 0;
  return fstat64(fd, &is) == 0 && is.st_ino == opened[fd] ? is.st_ino : 0;
}

static int open_at(int folder, const char *path, int flags, mode_t mode) {
  char whole[PATH_MAX];
  struct stat64 is;
  if (!ours(folder, path, whole)) return syscall(SYS_openat, folder, path, flags, mode);
  pthread_mutex_lock(&one_at_a_time);
  int was = stat64(whole, &is) == 0;
  int fd = syscall(SYS_openat, folder, path, flags | O_CLOEXEC, mode);
  if (fd >= 0 && fd < FDS && fstat64(fd, &is) == 0) {
    opened[fd] = is.st_ino;
    if (S_ISDIR(is.st_mode)) note('d', is.st_ino, 0, whole, strlen(whole));
    else if (!was) note('c', is.st_ino, 0, whole, strlen(whole));
    else if (flags & O_TRUNC) note('t', is.st_ino, 0, NULL, 0);
  }
  pthread_mutex_unlock(&one_at_a_time);
  return fd;
}

#define MODE(flags) ({ mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); } mode; })
int open(const char *path, int flags, ...) { return open_at(AT_FDCWD, path, flags, MODE(flags)); }
int open64(const char *path, int flags, ...) { return open_at(AT_FDCWD, path, flags, MODE(flags)); }
int openat(int folder, const char *path, int flags, ...) { return open_at(folder, path, flags, MODE(flags)); }

static void wrote(ino_t file, uint64_t place, const struct iovec *parts, int count, ssize_t done) {
  for (int i = 0; i < count && done > 0; i++) {
    size_t length = parts[i].iov_len < (size_t)done ? parts[i].iov_len : (size_t)done;
    note('w', file, place, parts[i].iov_base, length);
    place += length, done -= length;
  }
}

static ssize_t write_at(int fd, const struct iovec *parts, int count, off64_t place) {
  ino_t file = file_of(fd);
  if (file) pthread_mutex_lock(&one_at_a_time);
  struct stat64 is;
  int appends = file && (fcntl(fd, F_GETFL) & O_APPEND) && fstat64(fd, &is) == 0;
  uint64_t at = place >= 0 ? place : appends ? is.st_size : file ? lseek64(fd, 0, SEEK_CUR) : 0;
  ssize_t done = place >= 0 ? syscall(SYS_pwritev, fd, parts, count, place, 0) : syscall(SYS_writev, fd, parts, count);
  if (file) wrote(file, at, parts, count, done), pthread_mutex_unlock(&one_at_a_time);
  return done;
}
ssize_t write(int fd, const void *bytes, size_t length) {
  struct iovec part = {(void *)bytes, length};
  return write_at(fd, &part, 1, -1);
}
ssize_t writev(int fd, const struct iovec *parts, int count) { return write_at(fd, parts, count, -1); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t place) {
  struct iovec part = {(void *)bytes, length};
  return write_at(fd, &part, 1, place);
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t place) { return write_at(fd, parts, count, place); }

int ftruncate64(int fd, off64_t length) {
  ino_t file = file_of(fd);
  if (file) pthread_mutex_lock(&one_at_a_time);
  int done = syscall(SYS_ftruncate, fd, length);
  if (file) {
    if (done == 0) note('t', file, length, NULL, 0);
    pthread_mutex_unlock(&one_at_a_time);
  }
  return done;
}

static int sync_of(int fd, long how) {
  ino_t file = file_of(fd);
  if (file) pthread_mutex_lock(&one_at_a_time);
  int done = syscall(how, fd);
  if (file) {
    if (done == 0) note('s', file, 0, NULL, 0);
    pthread_mutex_unlock(&one_at_a_time);
  }
  return done;
}
int fsync(int fd) { return sync_of(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_of(fd, SYS_fdatasync); }

/* Two names, a zero between them. */
static int renamed(char kind, const char *from, const char *to, int (*real)(const char *, const char *)) {
  char both[2 * PATH_MAX], old[PATH_MAX], new[PATH_MAX];
  if (!ours(AT_FDCWD, from, old) || !ours(AT_FDCWD, to, new)) return real(from, to);
  size_t first = strlen(old) + 1, all = first + strlen(new);
  memcpy(both, old, first), memcpy(both + first, new, all - first);
  pthread_mutex_lock(&one_at_a_time);
  int done = real(from, to);
  if (done == 0) note(kind, 0, 0, both, all);
  pthread_mutex_unlock(&one_at_a_time);
  return done;
}
int rename(const char *from, const char *to) { return renamed('r', from, to, REAL(rename)); }
int link(const char *from, const char *to) { return renamed('l', from, to, REAL(link)); }

static int unnamed(int folder, const char *path, int flags) {
  char whole[PATH_MAX];
  int is_ours = ours(folder, path, whole);
  if (is_ours) pthread_mutex_lock(&one_at_a_time);
  int done = syscall(SYS_unlinkat, folder, path, flags);
  if (is_ours) {
    if (done == 0) note('u', 0, 0, whole, strlen(whole));
    pthread_mutex_unlock(&one_at_a_time);
  }
  return done;
}
int unlink(const char *path) { return unnamed(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unnamed(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int folder, const char *path, int flags) { return unnamed(folder, path, flags); }
int remove(const char *path) {
  struct stat64 is;
  if (lstat64(path, &is) != 0) return -1;
  return unnamed(AT_FDCWD, path, S_ISDIR(is.st_mode) ? AT_REMOVEDIR : 0);
}
int mkdir(const char *path, mode_t mode) {
  char whole[PATH_MAX];
  int is_ours = ours(AT_FDCWD, path, whole);
  if (is_ours) pthread_mutex_lock(&one_at_a_time);
  int done = syscall(SYS_mkdirat, AT_FDCWD, path, mode);
  if (is_ours) {
    if (done == 0) note('m', 0, 0, whole, strlen(whole));
    pthread_mutex_unlock(&one_at_a_time);
  }
  return done;
}
