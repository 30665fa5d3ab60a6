//! Asks whether a debugger is attached: then a thread that takes no step is being debugged.

#[cfg(target_os = "linux")]
pub(super) fn is_attached() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let tracer = status.lines().find_map(|line| line.strip_prefix("TracerPid:"));
    tracer.is_some_and(|tracer| tracer.trim() != "0")
}

#[cfg(windows)]
pub(super) fn is_attached() -> bool {
    #[link(name = "kernel32")]
    unsafe extern "system" {
        safe fn IsDebuggerPresent() -> i32;
    }
    IsDebuggerPresent() != 0
}

#[cfg(target_os = "macos")]
pub(super) fn is_attached() -> bool {
    use std::ffi::{c_int, c_void};
    unsafe extern "C" {
        fn sysctl(
            name: *const c_int,
            length: u32,
            old: *mut c_void,
            old_size: *mut usize,
            new: *const c_void,
            new_size: usize,
        ) -> c_int;
    }
    // CTL_KERN, KERN_PROC, KERN_PROC_PID: see Apple's "Detecting the Debugger" (QA1361).
    let name = [1, 14, 1, std::process::id() as c_int];
    // A `kinfo_proc` has 648 bytes; its flags come after four pointers.
    let mut info = [0_u8; 1024];
    let mut size = info.len();
    // SAFETY: *as the system asks*: `name` has as many elements as it is said to
    // have, and `size` is that of `info`, to which alone is written.
    let failed = unsafe {
        sysctl(name.as_ptr(), 4, info.as_mut_ptr().cast(), &mut size, std::ptr::null(), 0)
    };
    let flags = u32::from_ne_bytes([info[32], info[33], info[34], info[35]]);
    const P_TRACED: u32 = 0x800;
    failed == 0 && flags & P_TRACED != 0
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(super) fn is_attached() -> bool {
    false
}
