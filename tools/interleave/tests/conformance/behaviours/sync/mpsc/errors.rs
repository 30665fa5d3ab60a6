//! The errors of channels are std's own.

use super::world::{always, sync};
use sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError, channel};

#[test]
fn an_error_of_one_kind_becomes_one_of_another() {
    always(|| {
        let (sender, receiver) = channel();
        drop(receiver);
        let error: std::sync::mpsc::SendError<u8> = sender.send(1).unwrap_err();
        assert_eq!(TrySendError::from(error), TrySendError::Disconnected(1));
        assert_eq!(SendError(2).to_string(), "sending on a closed channel");
        let (sender, receiver) = channel::<u8>();
        drop(sender);
        let error: std::sync::mpsc::RecvError = receiver.recv().unwrap_err();
        assert_eq!(TryRecvError::from(error), TryRecvError::Disconnected);
        assert_eq!(RecvTimeoutError::from(RecvError), RecvTimeoutError::Disconnected);
    });
}
