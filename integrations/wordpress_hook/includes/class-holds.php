<?php
/**
 * Posts that the gate holds back.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * What is held, why, and where the author's words are.
 */
final class Holds {
	const META   = '_neutral_gate_hold';
	const PARKED = '_neutral_gate_parked';
	const NOTICE = 'neutral_gate_notice_';

	/**
	 * Posts that are being deleted, whose parked words go with them.
	 *
	 * @var array<int,bool>
	 */
	private $deleting = array();

	/**
	 * Posts of which this request refused something.
	 *
	 * @var array<int,bool>
	 */
	private $refused = array();

	/**
	 * The last verdict that held something, until somebody asks for news.
	 *
	 * @var Verdict|null
	 */
	private $news;

	/**
	 * Hooks.
	 */
	public function boot() {
		add_filter( 'pre_delete_post', array( $this, 'keep_parked' ), 10, 2 );
		add_action( 'before_delete_post', array( $this, 'deleting' ) );
		add_action( 'admin_notices', array( $this, 'show_notices' ) );
		add_filter( 'redirect_post_location', array( $this, 'redirect' ), 99, 2 );
	}

	/**
	 * Holds a post.
	 *
	 * @param int     $post_id Id of the post.
	 * @param Verdict $verdict What the gate said.
	 * @param string  $how     What happened: refused, live, scheduled, backstop, sweep, meta.
	 * @param array   $more    Further facts: parked (id of a revision), words (text that no revision can take).
	 */
	public function hold( $post_id, Verdict $verdict, $how, array $more = array() ) {
		$before = $this->of( $post_id );
		$hold   = array_merge(
			array(
				'at'          => time(),
				'how'         => $how,
				'user'        => get_current_user_id(),
				'message'     => $verdict->message(),
				'findings'    => array_slice( $verdict->findings, 0, 50 ),
				'decision_id' => $verdict->decision_id,
				'verdict'     => $verdict->verdict,
				'parked'      => $before['parked'] ?? 0,
				'words'       => $before['words'] ?? array(),
			),
			$more
		);
		update_post_meta( $post_id, self::META, wp_slash( $hold ) );
		$this->refused[ $post_id ] = true;
		$this->news                = $verdict;
		$this->tell( $post_id, $verdict->message() );
		/**
		 * Fires when the gate holds a post back.
		 *
		 * @param int   $post_id Id of the post.
		 * @param array $hold    Why.
		 */
		do_action( 'neutral_gate_held', $post_id, $hold );
	}

	/**
	 * The hold of a post, or an empty array.
	 *
	 * @param int $post_id Id of the post.
	 */
	public function of( $post_id ) {
		$hold = get_post_meta( $post_id, self::META, true );
		return is_array( $hold ) ? $hold : array();
	}

	/**
	 * Lets a post go. Words that are kept nowhere else stay on the page of held posts until somebody has seen them.
	 *
	 * @param int  $post_id Id of the post.
	 * @param bool $seen    Whether somebody has.
	 */
	public function release( $post_id, $seen = false ) {
		if ( $seen || empty( $this->of( $post_id )['words'] ) ) {
			delete_post_meta( $post_id, self::META );
		}
	}

	/**
	 * The verdict that held something since this was last asked, or null.
	 */
	public function news() {
		$news       = $this->news;
		$this->news = null;
		return $news;
	}

	/**
	 * Whether this request refused something of a post.
	 *
	 * @param int $post_id Id of the post.
	 */
	public function refused( $post_id ) {
		return isset( $this->refused[ $post_id ] );
	}

	/**
	 * Puts words that were refused into a revision of their post.
	 *
	 * @param int   $post_id Id of the post.
	 * @param array $post    Fields, not slashed.
	 * @return int Id of the revision, or 0.
	 */
	public function park( $post_id, array $post ) {
		$post['ID'] = $post_id;
		if ( ! function_exists( '_wp_put_post_revision' ) ) {
			return 0;
		}
		$before = $this->of( $post_id );
		$last   = ! empty( $before['parked'] ) ? get_post( $before['parked'] ) : null;
		if ( $last && $last->post_content === $post['post_content'] && $last->post_title === $post['post_title'] && $last->post_excerpt === $post['post_excerpt'] ) {
			return (int) $last->ID;
		}
		$id = _wp_put_post_revision( $post );
		if ( is_wp_error( $id ) || ! $id ) {
			return 0;
		}
		update_metadata( 'post', $id, self::PARKED, time() );
		return (int) $id;
	}

	/**
	 * Takes a post offline behind the back of whatever put it there.
	 *
	 * @param \WP_Post $post    The post; its status is changed in place.
	 * @param Verdict  $verdict What the gate said.
	 * @param string   $how     What happened.
	 */
	public function pull( \WP_Post $post, Verdict $verdict, $how ) {
		global $wpdb;
		$old = $post->post_status;
		// Not wp_update_post(): it would clean the text for whoever is signed in, and nobody is in cron.
		$wpdb->update( $wpdb->posts, array( 'post_status' => 'pending' ), array( 'ID' => $post->ID ) ); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- see above.
		clean_post_cache( $post->ID );
		$post->post_status = 'pending';
		$this->hold( $post->ID, $verdict, $how );
		wp_transition_post_status( 'pending', $old, $post );
	}

	/**
	 * Tells the author and the site's owner by mail.
	 *
	 * @param \WP_Post $post    The post.
	 * @param Verdict  $verdict What the gate said.
	 */
	public function mail( \WP_Post $post, Verdict $verdict ) {
		$author = get_userdata( (int) $post->post_author );
		$to     = array_unique( array_filter( array( $author ? $author->user_email : '', get_option( 'admin_email' ) ) ) );
		/* translators: %s: title of a post. */
		$subject = sprintf( __( 'Not published: %s', 'neutral-gate' ), wp_strip_all_tags( $post->post_title ) );
		wp_mail( $to, $subject, $verdict->message() . "\n\n" . admin_url( 'post.php?post=' . $post->ID . '&action=edit' ) );
	}

	/**
	 * Keeps parked words while their post is there: WordPress throws old revisions away.
	 *
	 * @param mixed    $delete Null to delete.
	 * @param \WP_Post $post   What is to be deleted.
	 */
	public function keep_parked( $delete, $post ) {
		if ( ! $post instanceof \WP_Post || 'revision' !== $post->post_type || isset( $this->deleting[ $post->post_parent ] ) ) {
			return $delete;
		}
		$hold = $this->of( $post->post_parent );
		return isset( $hold['parked'] ) && (int) $hold['parked'] === $post->ID ? false : $delete;
	}

	/**
	 * Notes that a post is being deleted.
	 *
	 * @param int $post_id Its id.
	 */
	public function deleting( $post_id ) {
		$this->deleting[ (int) $post_id ] = true;
	}

	/**
	 * Keeps a message for the next page of the admin that the user sees.
	 *
	 * @param int    $post_id Id of the post.
	 * @param string $message The message.
	 */
	public function tell( $post_id, $message ) {
		$user = get_current_user_id();
		if ( ! $user || ( defined( 'REST_REQUEST' ) && REST_REQUEST ) ) {
			return;
		}
		$notices = get_transient( self::NOTICE . $user );
		$notices = is_array( $notices ) ? $notices : array();
		$title   = wp_strip_all_tags( (string) get_post_field( 'post_title', $post_id, 'raw' ) );

		$notices[ $post_id ] = ( '' !== $title ? $title . ': ' : '' ) . $message;
		set_transient( self::NOTICE . $user, array_slice( $notices, -20, null, true ), 5 * MINUTE_IN_SECONDS );
	}

	/**
	 * Shows what was kept.
	 */
	public function show_notices() {
		$key     = self::NOTICE . get_current_user_id();
		$notices = get_transient( $key );
		if ( ! is_array( $notices ) ) {
			return;
		}
		delete_transient( $key );
		foreach ( $notices as $post_id => $notice ) {
			printf(
				'<div class="notice notice-error neutral-gate-notice"><p>%1$s <a href="%2$s">%3$s</a></p></div>',
				esc_html( $notice ),
				esc_url( admin_url( 'tools.php?page=neutral-gate-held' ) ),
				esc_html__( 'See all held posts', 'neutral-gate' )
			);
		}
	}

	/**
	 * Does not let the classic editor say "published" of a post that was not.
	 *
	 * @param string $location Where the browser goes next.
	 * @param int    $post_id  Id of the post.
	 */
	public function redirect( $location, $post_id ) {
		return $this->refused( (int) $post_id ) ? add_query_arg( 'message', 10, remove_query_arg( 'message', $location ) ) : $location;
	}
}
