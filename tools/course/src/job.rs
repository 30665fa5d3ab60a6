//! A job object of Windows: what is in it ends with us, and takes no more memory than it may.

use std::ffi::c_void;
use std::io;
use std::mem::size_of;
use std::os::windows::io::{AsRawHandle, BorrowedHandle, FromRawHandle, OwnedHandle};
use std::ptr::{from_ref, null};

use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE,
    JOB_OBJECT_LIMIT_PROCESS_MEMORY, JOBOBJECT_EXTENDED_LIMIT_INFORMATION,
    JobObjectExtendedLimitInformation, SetInformationJobObject,
};

/// The system kills what is in the job when the last handle is closed, and this is the only one: however we end, it is
/// closed.
pub struct Job(#[expect(dead_code, reason = "it is there to be closed")] OwnedHandle);

impl Job {
    /// Puts a process into a job. What it starts from then on is in there as well.
    pub fn around(process: BorrowedHandle<'_>, memory: Option<u64>) -> io::Result<Self> {
        // SAFETY: neither a security descriptor nor a name is given, and both may be left out.
        let job = unsafe { CreateJobObjectW(null(), null()) };
        if job.is_null() {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: the handle is a new one, and nothing else will close it.
        let job = unsafe { OwnedHandle::from_raw_handle(job) };

        let mut limits = JOBOBJECT_EXTENDED_LIMIT_INFORMATION::default();
        limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
        if let Some(memory) = memory {
            limits.BasicLimitInformation.LimitFlags |= JOB_OBJECT_LIMIT_PROCESS_MEMORY;
            limits.ProcessMemoryLimit = usize::try_from(memory).unwrap_or(usize::MAX);
        }
        let size = size_of::<JOBOBJECT_EXTENDED_LIMIT_INFORMATION>() as u32;
        let (handle, limits) = (job.as_raw_handle(), from_ref(&limits).cast::<c_void>());
        // SAFETY: the handle is open, and the limits are of the kind and the size that are named.
        let set = unsafe {
            SetInformationJobObject(handle, JobObjectExtendedLimitInformation, limits, size)
        };
        if set == 0 {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: both handles are open.
        if unsafe { AssignProcessToJobObject(handle, process.as_raw_handle()) } == 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(Self(job))
    }
}
