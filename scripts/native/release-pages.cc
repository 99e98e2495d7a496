// Compiled into TensorFlow.js's addon. To load TensorFlow's library, the dynamic linker reads its symbol tables and
// relocations, and static initializers run all over it: 250 MB of the file stay resident that nothing needs again. They
// are given back here, once, right after: what is needed after all comes from the page cache.
#ifdef __linux__
#include <elf.h>
#include <link.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace {

// Relocations in the code itself would be lost with its pages.
bool has_text_relocations(const dl_phdr_info *info) {
  for (int i = 0; i < info->dlpi_phnum; i++) {
    if (info->dlpi_phdr[i].p_type != PT_DYNAMIC) continue;
    const auto *entry = reinterpret_cast<const ElfW(Dyn) *>(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
    for (; entry->d_tag != DT_NULL; entry++) {
      if (entry->d_tag == DT_TEXTREL) return true;
      if (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL)) return true;
    }
  }
  return false;
}

int release(dl_phdr_info *info, size_t, void *) {
  if (!info->dlpi_name || !std::strstr(info->dlpi_name, "libtensorflow") || has_text_relocations(info)) return 0;
  const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const auto &segment = info->dlpi_phdr[i];
    // Only what cannot have been written to, and so is in the file as it stands.
    if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W)) continue;
    const uintptr_t start = (info->dlpi_addr + segment.p_vaddr) & ~(page - 1);
    const uintptr_t end = (info->dlpi_addr + segment.p_vaddr + segment.p_filesz) & ~(page - 1);
    // Where this fails, the pages stay.
    if (end > start) madvise(reinterpret_cast<void *>(start), end - start, MADV_DONTNEED);
  }
  return 0;
}

// Runs when the addon is loaded: after the libraries that it is linked with.
__attribute__((constructor)) void release_all() { dl_iterate_phdr(release, nullptr); }

}  // namespace
#endif
